"""The letter that asks a shopper whether something else will do, in the order's language."""

from dataclasses import dataclass
from datetime import datetime
from html import escape

from babel import Locale
from babel.dates import format_datetime
from babel.numbers import format_currency

from serai.kernel.money import Money


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What the letter tells."""

    order_number: str
    missing: str
    """Units and name."""
    offered: str
    price: Money
    agreed: Money
    answer_by: datetime
    """By the clock of the channel."""
    refunds: bool
    """Whether the money goes back without an answer; otherwise something similar comes for no more money."""
    url: str


@dataclass(frozen=True, slots=True)
class OfferLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    missing: str
    offered: str
    instead: str
    until: str
    refund: str
    same: str
    answer: str


_WORDS = {
    "en": _Words(
        "Will something else do? Your order {number}",
        "The store does not have this:",
        "May we give you this for {price}?",
        "You were to pay {agreed} for what is missing.",
        "Please answer by {until}.",
        "Without an answer you get your money back.",
        "Without an answer you get it for no more than what is missing.",
        "Answer",
    ),
    "pt": _Words(
        "Serve outro produto? O seu pedido {number}",
        "A loja não tem isto:",
        "Podemos dar-lhe isto por {price}?",
        "Pagaria {agreed} pelo que falta.",
        "Responda até {until}.",
        "Sem resposta, o dinheiro volta para você.",
        "Sem resposta, recebe-o sem pagar mais do que pelo que falta.",
        "Responder",
    ),
    "ru": _Words(
        "Подойдёт ли замена? Заказ {number}",
        "В магазине этого нет:",
        "Можно ли дать вам вместо этого за {price}:",
        "За то, чего нет, вы заплатили бы {agreed}.",
        "Пожалуйста, ответьте до {until}.",
        "Если вы не ответите, деньги вернутся вам.",
        "Если вы не ответите, вы получите замену не дороже того, чего нет.",
        "Ответить",
    ),
    "be": _Words(
        "Ці падыдзе замена? Заказ {number}",
        "У краме гэтага няма:",
        "Ці можна даць вам замест гэтага за {price}:",
        "За тое, чаго няма, вы заплацілі б {agreed}.",
        "Калі ласка, адкажыце да {until}.",
        "Калі вы не адкажаце, грошы вернуцца вам.",
        "Калі вы не адкажаце, вы атрымаеце замену не даражэй за тое, чаго няма.",
        "Адказаць",
    ),
    "ka": _Words(
        "გამოდგება სხვა პროდუქტი? შეკვეთა {number}",
        "მაღაზიაში ეს არ არის:",
        "შეგვიძლია მოგცეთ ამის ნაცვლად {price}-ად?",
        "დაკლებულში გადაიხდიდით {agreed}.",
        "გთხოვთ, გვიპასუხოთ {until}-მდე.",
        "პასუხის გარეშე თანხა დაგიბრუნდებათ.",
        "პასუხის გარეშე მიიღებთ მას არაუმეტეს დაკლებულის ფასად.",
        "პასუხი",
    ),
    "he": _Words(
        "האם מוצר אחר מתאים? ההזמנה {number}",
        "בחנות אין את זה:",
        "האם לתת לך במקומו, תמורת {price}:",
        "על מה שחסר היה עליך לשלם {agreed}.",
        "נא לענות עד {until}.",
        "ללא תשובה הכסף יוחזר אליך.",
        "ללא תשובה המוצר יינתן לך ולא יעלה יותר ממה שחסר.",
        "לתשובה",
    ),
    "ar": _Words(
        "هل يناسبك منتج آخر؟ طلبك {number}",
        "هذا غير متوفر في المتجر:",
        "هل نعطيك بدلًا منه، بسعر {price}:",
        "كنت ستدفع {agreed} مقابل الناقص.",
        "يرجى الرد حتى {until}.",
        "من دون رد يُعاد إليك المبلغ.",
        "من دون رد تحصل عليه دون أن تدفع أكثر من ثمن الناقص.",
        "الرد",
    ),
}


def offer_letter(facts: OfferFacts, *, locale: str) -> OfferLetter:
    """Write the letter in the language of `locale`, in English where we do not speak it."""
    language = locale.partition("-")[0]
    if language not in _WORDS:
        language = "en"
    words = _WORDS[language]
    until = format_datetime(
        facts.answer_by, "EEEE d MMMM, HH:mm", tzinfo=facts.answer_by.tzinfo, locale=language
    )
    price, agreed = _money(facts.price, language), _money(facts.agreed, language)
    told = [
        (words.missing, facts.missing),
        (words.offered.format(price=price), facts.offered),
    ]
    sentences = [
        words.instead.format(agreed=agreed),
        words.until.format(until=until),
        words.refund if facts.refunds else words.same,
    ]
    direction = Locale.parse(language).text_direction
    text = "\n\n".join(f"{what}\n{name}" for what, name in told)
    html = "".join(
        f"<p>{escape(what)}<br><b><bdi>{escape(name)}</bdi></b></p>" for what, name in told
    )
    return OfferLetter(
        subject=words.subject.format(number=facts.order_number),
        text=f"{text}\n\n{chr(10).join(sentences)}\n\n{words.answer}: {facts.url}\n",
        html=(
            f'<!doctype html><html lang="{language}" dir="{direction}"><body>{html}'
            f"<p>{'<br>'.join(map(escape, sentences))}</p>"
            f'<p><a href="{escape(facts.url)}">{escape(words.answer)}</a></p></body></html>'
        ),
    )


def _money(amount: Money, language: str) -> str:
    return str(format_currency(amount.as_decimal(), amount.currency, locale=language))
