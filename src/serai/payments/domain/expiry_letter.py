"""The letter that tells that a kept card is about to end, in the reader's language."""

from dataclasses import dataclass
from datetime import date
from html import escape

from babel import Locale
from babel.dates import format_date


@dataclass(frozen=True, slots=True)
class ExpiryLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    news: str
    action: str


_WORDS = {
    "en": _Words(
        "Your card {card} is about to expire",
        "The card {card} that you keep at {shop} is good until {day}.",
        "Add the new one, or remove it, in your account:",
    ),
    "he": _Words(
        "תוקף הכרטיס {card} עומד לפוג",
        "הכרטיס {card} השמור אצל {shop} תקף עד {day}.",
        "אפשר להוסיף את הכרטיס החדש או להסיר אותו בחשבון שלך:",
    ),
    "ru": _Words(
        "Срок действия карты {card} скоро истекает",
        "Карта {card}, сохранённая в {shop}, действует до {day}.",
        "Добавьте новую карту или удалите эту в своей учётной записи:",
    ),
    "be": _Words(
        "Тэрмін дзеяння карты {card} хутка скончыцца",
        "Карта {card}, захаваная ў {shop}, дзейнічае да {day}.",
        "Дадайце новую карту або выдаліце гэтую ў сваім уліковым запісе:",
    ),
    "ka": _Words(
        "ბარათს {card} ვადა მალე გასდის",
        "ბარათი {card}, რომელიც {shop}-ზე გაქვთ შენახული, მოქმედებს {day}-მდე.",
        "დაამატეთ ახალი ან წაშალეთ ეს თქვენს ანგარიშში:",
    ),
    "ar": _Words(
        "بطاقتك {card} على وشك الانتهاء",
        "البطاقة {card} المحفوظة لدى {shop} صالحة حتى {day}.",
        "أضف البطاقة الجديدة أو أزل هذه من حسابك:",
    ),
    "pt": _Words(
        "O seu cartão {card} está prestes a expirar",
        "O cartão {card} que guarda em {shop} é válido até {day}.",
        "Adicione o novo ou remova este na sua conta:",
    ),
}


def expiry_letter(card: str, last_day: date, *, locale: str, shop: str, url: str) -> ExpiryLetter:
    """Write the letter in the language of `locale`, in English where we do not speak it."""
    language = locale.partition("-")[0]
    if language not in _WORDS:
        language = "en"
    words = _WORDS[language]
    day = format_date(last_day, "long", Locale.parse(language))
    news = words.news.format(card=card, shop=shop, day=day)
    direction = "rtl" if language in {"he", "ar"} else "ltr"
    return ExpiryLetter(
        subject=words.subject.format(card=card),
        text=f"{news}\n\n{words.action}\n{url}\n",
        html=(
            f'<div dir="{direction}"><p>{escape(news)}</p><p>{escape(words.action)}<br>'
            f'<a href="{escape(url)}">{escape(url)}</a></p></div>'
        ),
    )
