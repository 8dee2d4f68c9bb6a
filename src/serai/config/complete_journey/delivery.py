"""How the demo shop delivers: invented."""

from serai.config.complete_journey.stores import WEB
from serai.ordering.public import DeliveryKind, Rate, set_delivery_rates

_STANDARD = {
    "en": "Standard delivery",
    "he": "משלוח רגיל",
    "ru": "Обычная доставка",
    "be": "Звычайная дастаўка",
    "ka": "ჩვეულებრივი მიწოდება",
    "ar": "توصيل عادي",
    "pt": "Entrega normal",
}
_EXPRESS = {
    "en": "Express delivery",
    "he": "משלוח מהיר",
    "ru": "Экспресс-доставка",
    "be": "Экспрэс-дастаўка",
    "ka": "სწრაფი მიწოდება",
    "ar": "توصيل سريع",
    "pt": "Entrega expressa",
}
_PICKUP = {
    "en": "Pick up in a store",
    "he": "איסוף מחנות",
    "ru": "Самовывоз из магазина",
    "be": "Самавываз з крамы",
    "ka": "მაღაზიიდან გატანა",
    "ar": "الاستلام من المتجر",
    "pt": "Retirada na loja",
}


def load() -> None:
    """Let the web shop deliver: standard (free from 35.00), express, pick-up in a store (free)."""
    delivery, pickup = DeliveryKind.DELIVERY, DeliveryKind.PICKUP
    rates = [
        Rate("standard", delivery, _STANDARD, 0, 495, 2, 4, position=0),
        Rate("standard", delivery, _STANDARD, 3500, 0, 2, 4, position=0),
        Rate("express", delivery, _EXPRESS, 0, 1295, 1, 1, position=1),
        Rate("pickup", pickup, _PICKUP, 0, 0, 0, 1, position=2),
    ]
    set_delivery_rates(WEB, rates)
