"""The letter with the link to an offer that the shop has made up."""

from dataclasses import dataclass
from datetime import date
from html import escape

from babel import Locale
from babel.dates import format_date

from serai.ordering.domain.papers.sheet import money

_SAYS = {
    "en": ("Your offer from {shop}", "We have put together an offer for you: {total}.",
           "It stands until {day}.", "Look at it and order"),
    "he": ("ההצעה שלכם מ־{shop}", "הכנו עבורכם הצעה: {total}.",
           "היא בתוקף עד {day}.", "לצפייה ולהזמנה"),
    "ru": ("Ваше предложение от {shop}", "Мы составили для вас предложение: {total}.",
           "Оно действует до {day}.", "Посмотреть и заказать"),
    "be": ("Ваша прапанова ад {shop}", "Мы склалі для вас прапанову: {total}.",
           "Яна дзейнічае да {day}.", "Паглядзець і заказаць"),
    "ka": ("თქვენი შეთავაზება — {shop}", "ჩვენ მოგიმზადეთ შეთავაზება: {total}.",
           "ის ძალაშია {day}-მდე.", "ნახვა და შეკვეთა"),
    "ar": ("عرضك من {shop}", "أعددنا لك عرضًا: {total}.",
           "يسري حتى {day}.", "اطّلع عليه واطلب"),
    "pt": ("Sua oferta de {shop}", "Preparamos uma oferta para você: {total}.",
           "Ela vale até {day}.", "Ver e pedir"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What the letter tells of an offer."""

    shop: str
    url: str
    total_minor: int
    currency: str
    until: date
    note: str
    locale: str


@dataclass(frozen=True, slots=True)
class DraftLetter:
    """The letter, ready to be sent."""

    subject: str
    text: str
    html: str


def draft_letter(facts: DraftFacts) -> DraftLetter:
    """Write the letter in the language of the offer, in English where we do not speak it."""
    base = facts.locale.partition("-")[0].lower()
    language = base if base in _SAYS else "en"
    subject, news, until, action = _SAYS[language]
    told = [
        news.format(total=money(facts.total_minor, facts.currency, language)),
        until.format(day=format_date(facts.until, "long", locale=language)),
    ]
    paragraphs = [" ".join(told), *([facts.note] if facts.note else [])]
    direction = Locale.parse(language).text_direction
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return DraftLetter(
        subject=" ".join(subject.format(shop=facts.shop).split()),
        text="\n\n".join([*paragraphs, f"{action}: {facts.url}", ""]),
        html=(
            f'<!doctype html><html lang="{language}" dir="{direction}"><body>{body}'
            f'<p><a href="{escape(facts.url)}">{escape(action)}</a></p></body></html>'
        ),
    )
