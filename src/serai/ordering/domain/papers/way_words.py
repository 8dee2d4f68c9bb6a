"""What ways to pay at a counter are called on papers, in the languages that we speak."""

_WAYS = {
    "cash_at_store": {
        "en": "cash", "he": "מזומן", "ru": "наличные", "be": "наяўныя",
        "ka": "ნაღდი ფული", "ar": "نقدًا", "pt": "dinheiro",
    },
    "card_at_terminal": {
        "en": "card", "he": "כרטיס", "ru": "карта", "be": "картка",
        "ka": "ბარათი", "ar": "بطاقة", "pt": "cartão",
    },
    "gift_card": {
        "en": "gift card", "he": "כרטיס מתנה", "ru": "подарочная карта", "be": "падарункавая картка",
        "ka": "სასაჩუქრე ბარათი", "ar": "بطاقة هدية", "pt": "cartão-presente",
    },
    "store_credit": {
        "en": "store credit", "he": "זיכוי בחנות", "ru": "бонусный счёт", "be": "рахунак у краме",
        "ka": "მაღაზიის კრედიტი", "ar": "رصيد المتجر", "pt": "crédito na loja",
    },
}  # fmt: skip


def way_word(method: str, language: str) -> str:
    """Return what a method is called; its own name, readable, where there is no word for it."""
    return _WAYS.get(method, {}).get(language) or method.replace("_", " ")
