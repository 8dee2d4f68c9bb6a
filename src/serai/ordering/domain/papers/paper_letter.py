"""The letter that a paper comes with, in the reader's language."""

from dataclasses import dataclass
from html import escape

from babel import Locale

from serai.ordering.domain.papers.paper import Paper, PaperKind
from serai.ordering.domain.papers.paper_words import words_of


@dataclass(frozen=True, slots=True)
class PaperLetter:
    """What the letter says, as text and as HTML."""

    subject: str
    text: str
    html: str


_NEWS = {
    "en": "{title} for your order {order}.",
    "he": "{title} עבור ההזמנה {order}.",
    "ru": "{title} по вашему заказу {order}.",
    "be": "{title} па вашым заказе {order}.",
    "ka": "{title} თქვენი შეკვეთისთვის {order}.",
    "ar": "{title} لطلبك {order}.",
    "pt": "{title} do seu pedido {order}.",
}
OPEN_AS_PDF = {
    "en": "Open it as a PDF",
    "he": "לפתיחה כ־PDF",
    "ru": "Открыть в PDF",
    "be": "Адкрыць у PDF",
    "ka": "გახსენით PDF-ში",
    "ar": "افتحه بصيغة PDF",
    "pt": "Abrir em PDF",
}
"""What the link to a paper says."""


def paper_letter(paper: Paper, *, url: str) -> PaperLetter:
    """Write the letter in the language of the paper, in English where we do not speak it."""
    language, words = words_of(paper.locale)
    kind = words.invoice if paper.kind is PaperKind.INVOICE else words.credit_note
    title = f"{kind} {paper.number}"
    action = OPEN_AS_PDF[language]
    told = _NEWS[language].format(title=title, order=paper.order_number)
    direction = Locale.parse(language).text_direction
    return PaperLetter(
        subject=title,
        text=f"{told}\n\n{action}: {url}\n",
        html=(
            f'<!doctype html><html lang="{language}" dir="{direction}"><body><p>{escape(told)}</p>'
            f'<p><a href="{escape(url)}">{escape(action)}</a></p></body></html>'
        ),
    )
