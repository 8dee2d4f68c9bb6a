"""The letter that carries a gift card, in the recipient's language."""

from dataclasses import dataclass
from datetime import date
from html import escape

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency

from serai.kernel.money import Money


@dataclass(frozen=True, slots=True)
class GiftCardLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    greeting: str
    code: str
    until: str
    how: str


_WORDS = {
    "en": _Words(
        "A gift card of {amount} for you",
        "You have a gift card of {amount} at {shop}.",
        "Its code is",
        "It is good until {day}.",
        "Type the code when you pay. Keep it to yourself: whoever knows it can use it.",
    ),
    "he": _Words(
        "כרטיס מתנה על סך {amount} בשבילך",
        "יש לך כרטיס מתנה על סך {amount} ב־{shop}.",
        "הקוד שלו:",
        "הוא בתוקף עד {day}.",
        "יש להקליד את הקוד בעת התשלום. שמרו עליו: מי שיודע אותו יכול להשתמש בו.",
    ),
    "ru": _Words(
        "Подарочная карта на {amount} для вас",
        "У вас есть подарочная карта на {amount} в магазине {shop}.",
        "Её код:",
        "Она действует до {day}.",
        "Введите код при оплате. Никому его не сообщайте: воспользоваться им может любой, кто его знает.",
    ),
    "be": _Words(
        "Падарункавая карта на {amount} для вас",
        "У вас ёсць падарункавая карта на {amount} у краме {shop}.",
        "Яе код:",
        "Яна дзейнічае да {day}.",
        "Увядзіце код пры аплаце. Нікому яго не паведамляйце: скарыстацца ім можа кожны, хто яго ведае.",
    ),
    "ka": _Words(
        "{amount}-იანი სასაჩუქრე ბარათი თქვენთვის",
        "თქვენ გაქვთ {amount}-იანი სასაჩუქრე ბარათი მაღაზიაში {shop}.",
        "მისი კოდია",
        "ის მოქმედებს {day}-მდე.",
        "შეიყვანეთ კოდი გადახდისას. არავის გაუმხილოთ: ვინც იცის, ის გამოიყენებს.",
    ),
    "ar": _Words(
        "بطاقة هدية بقيمة {amount} لك",
        "لديك بطاقة هدية بقيمة {amount} في {shop}.",
        "رمزها هو",
        "وهي صالحة حتى {day}.",
        "أدخل الرمز عند الدفع واحتفظ به لنفسك: كل من يعرفه يستطيع استخدامه.",
    ),
    "pt": _Words(
        "Um cartão-presente de {amount} para si",
        "Tem um cartão-presente de {amount} em {shop}.",
        "O código é",
        "É válido até {day}.",
        "Escreva o código ao pagar. Guarde-o para si: quem o souber pode usá-lo.",
    ),
}


def gift_card_letter(
    code: str,
    amount: Money,
    *,
    expires_on: date | None,
    message: str,
    locale: str,
    shop: str,
) -> GiftCardLetter:
    """Write the letter in the language of `locale`, in English where we do not speak it."""
    language = locale.partition("-")[0]
    language = language if language in _WORDS else "en"
    words = _WORDS[language]
    worth = str(format_currency(amount.as_decimal(), amount.currency, locale=language))
    greeting = words.greeting.format(amount=worth, shop=shop)
    until = (
        words.until.format(day=format_date(expires_on, "long", locale=language))
        if expires_on
        else ""
    )
    before = [line for line in (greeting, *message.splitlines(), words.code) if line]
    after = [line for line in (until, words.how) if line]
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in before)
    direction = Locale.parse(language).text_direction
    return GiftCardLetter(
        subject=_plain(words.subject.format(amount=worth)),
        text="\n\n".join([*before, f"    {code}", *after]) + "\n",
        html=(
            f'<div dir="{direction}">{paragraphs}'
            f'<p dir="ltr" style="font-size:1.5em;letter-spacing:.1em"><strong>{code}</strong></p>'
            + "".join(f"<p>{escape(line)}</p>" for line in after)
            + "</div>"
        ),
    )


def _plain(text: str) -> str:
    """Return a line for a letter's head, without the spaces and marks that only steer how it is set."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
