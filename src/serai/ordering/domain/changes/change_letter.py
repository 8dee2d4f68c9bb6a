"""The letters about changes of an order and about goods that come back, in the order's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from babel import Locale
from babel.numbers import format_currency

from serai.kernel.money import Money


@dataclass(frozen=True, slots=True)
class ChangeLetter:
    """What a letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """What a letter about a change tells."""

    number: str
    rows: Sequence[tuple[str, Money]]
    """Articles with their units, and what they change."""
    difference: Money
    refund: Money
    due: Money
    """What is to be paid before it counts."""
    total: Money
    """What the order costs now."""
    url: str
    lost: Sequence[str] = ()
    """Names of promotions that the order no longer earns."""
    earned: Sequence[str] = ()
    """Names of those that it earns now."""
    promoted: Money | None = None
    """By how much promotions change what it costs; they are in none of the rows."""


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """What a letter about a return tells."""

    number: str
    state: str
    """approved, refused or cancelled."""
    label: str
    why: str
    url: str


@dataclass(frozen=True, slots=True)
class _Words:
    changed: str
    to_pay: str
    difference: str
    refund: str
    total: str
    approved: str
    label: str
    refused: str
    cancelled: str
    see: str
    lost: str
    earned: str
    promotions: str


_WORDS = {
    "en": _Words(
        "Your order {number} has changed",
        "Please pay {due} for the change of your order {number}",
        "Difference", "Given back", "The order now costs",
        "You can send it back: your order {number}", "Write this on the parcel",
        "We cannot take it back: your order {number}",
        "Your return is called off: your order {number}", "See the order",
        "No longer earned: {name}", "Earned now: {name}", "Promotions",
    ),
    "pt": _Words(
        "O seu pedido {number} foi alterado",
        "Pague {due} pela alteração do seu pedido {number}",
        "Diferença", "Devolvido", "O pedido custa agora",
        "Pode devolver: o seu pedido {number}", "Escreva isto no pacote",
        "Não podemos aceitar a devolução: o seu pedido {number}",
        "A devolução foi cancelada: o seu pedido {number}", "Ver o pedido",
        "Já não se aplica: {name}", "Agora conquistado: {name}", "Promoções",
    ),
    "ru": _Words(
        "Ваш заказ {number} изменён",
        "Оплатите {due} за изменение заказа {number}",
        "Разница", "Возвращено", "Теперь заказ стоит",
        "Можно вернуть товар: заказ {number}", "Напишите это на посылке",
        "Мы не можем принять товар обратно: заказ {number}",
        "Возврат отменён: заказ {number}", "Посмотреть заказ",
        "Больше не действует: {name}", "Теперь действует: {name}", "Акции",
    ),
    "be": _Words(
        "Ваш заказ {number} зменены",
        "Аплаціце {due} за змену заказу {number}",
        "Розніца", "Вернута", "Цяпер заказ каштуе",
        "Можна вярнуць тавар: заказ {number}", "Напішыце гэта на пасылцы",
        "Мы не можам прыняць тавар назад: заказ {number}",
        "Вяртанне скасавана: заказ {number}", "Паглядзець заказ",
        "Больш не дзейнічае: {name}", "Цяпер дзейнічае: {name}", "Акцыі",
    ),
    "ka": _Words(
        "თქვენი შეკვეთა {number} შეიცვალა",
        "გადაიხადეთ {due} შეკვეთის {number} ცვლილებისთვის",
        "სხვაობა", "დაბრუნდა", "შეკვეთა ახლა ღირს",
        "შეგიძლიათ დააბრუნოთ: შეკვეთა {number}", "დააწერეთ ამანათს",
        "უკან ვერ მივიღებთ: შეკვეთა {number}",
        "დაბრუნება გაუქმდა: შეკვეთა {number}", "შეკვეთის ნახვა",
        "აღარ მოქმედებს: {name}", "ახლა მოქმედებს: {name}", "აქციები",
    ),
    "he": _Words(
        "ההזמנה {number} שונתה",
        "נא לשלם {due} עבור השינוי בהזמנה {number}",
        "הפרש", "הוחזר", "ההזמנה עולה כעת",
        "אפשר להחזיר: ההזמנה {number}", "כתבו זאת על החבילה",
        "איננו יכולים לקבל בחזרה: ההזמנה {number}",
        "ההחזרה בוטלה: ההזמנה {number}", "לצפייה בהזמנה",
        "כבר לא מגיע לכם: {name}", "מגיע לכם עכשיו: {name}", "מבצעים",
    ),
    "ar": _Words(
        "تغيّر طلبك {number}",
        "ادفع {due} لتغيير طلبك {number}",
        "الفرق", "أُعيد", "يكلّف الطلب الآن",
        "يمكنك الإرجاع: طلبك {number}", "اكتب هذا على الطرد",
        "لا يمكننا الاسترجاع: طلبك {number}",
        "أُلغي الإرجاع: طلبك {number}", "عرض الطلب",
        "لم يعد مستحقًا: {name}", "أصبح مستحقًا: {name}", "العروض",
    ),
}  # fmt: skip


def letter_of_change(facts: ChangeFacts, *, locale: str) -> ChangeLetter:
    """Write what changed in the language of `locale`, in English where we do not speak it."""
    language, words = _words(locale)
    if facts.due:
        subject = words.to_pay.format(number=facts.number, due=_money(facts.due, language))
    else:
        subject = words.changed.format(number=facts.number)
    sums = [
        *((name, _money(amount, language)) for name, amount in facts.rows),
        *_promotions(facts, words, language),
        (words.difference, _money(facts.difference, language)),
        *([(words.refund, _money(facts.refund, language))] if facts.refund else []),
        *([] if facts.due else [(words.total, _money(facts.total, language))]),
    ]
    return _letter(language, subject, sums, words.see, facts.url)


def letter_of_return(facts: ReturnFacts, *, locale: str) -> ChangeLetter:
    """Write where a return stands in the language of `locale`, in English where we do not speak it."""
    language, words = _words(locale)
    sentences = {
        "approved": words.approved,
        "refused": words.refused,
        "cancelled": words.cancelled,
    }
    subject = sentences[facts.state].format(number=facts.number)
    told = [(words.label, facts.label)] if facts.label else []
    return _letter(language, subject, told, words.see, facts.url, facts.why)


def _promotions(facts: ChangeFacts, words: _Words, language: str) -> list[tuple[str, str]]:
    """Return which promotions come and go, and what that changes; nothing where it changes nothing."""
    if not facts.promoted:
        return []
    told = [
        *(words.lost.format(name=name) for name in facts.lost),
        *(words.earned.format(name=name) for name in facts.earned),
    ]
    return [("; ".join(told) or words.promotions, _money(facts.promoted, language))]


def _words(locale: str) -> tuple[str, _Words]:
    language = locale.partition("-")[0]
    return (language, _WORDS[language]) if language in _WORDS else ("en", _WORDS["en"])


def _letter(
    language: str,
    subject: str,
    told: Sequence[tuple[str, str]],
    see: str,
    url: str,
    why: str = "",
) -> ChangeLetter:
    rows = "".join(
        f'<tr><td>{escape(name)}</td><td align="end">{escape(value)}</td></tr>'
        for name, value in told
    )
    text = "\n".join([f"{subject}.", why, *(f"{name}: {value}" for name, value in told)])
    direction = Locale.parse(language).text_direction
    return ChangeLetter(
        subject=subject,
        text=f"{text}\n\n{see}: {url}\n",
        html=(
            f'<!doctype html><html lang="{language}" dir="{direction}"><body><p>{escape(subject)}.</p>'
            f'<p>{escape(why)}</p><table cellpadding="4">{rows}</table>'
            f'<p><a href="{escape(url)}">{escape(see)}</a></p></body></html>'
        ),
    )


def _money(amount: Money, language: str) -> str:
    return str(format_currency(amount.as_decimal(), amount.currency, locale=language))
