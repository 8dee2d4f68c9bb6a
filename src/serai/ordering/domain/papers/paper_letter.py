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


_SAYS = {
    "en": ("{title} for your order {order}.", "Open it as a PDF"),
    "he": ("{title} עבור ההזמנה {order}.", "לפתיחה כ־PDF"),
    "ru": ("{title} по вашему заказу {order}.", "Открыть в PDF"),
    "be": ("{title} па вашым заказе {order}.", "Адкрыць у PDF"),
    "ka": ("{title} თქვენი შეკვეთისთვის {order}.", "გახსენით PDF-ში"),
    "ar": ("{title} لطلبك {order}.", "افتحه بصيغة PDF"),
    "pt": ("{title} do seu pedido {order}.", "Abrir em PDF"),
}


def paper_letter(paper: Paper, *, url: str) -> PaperLetter:
    """Write the letter in the language of the paper, in English where we do not speak it."""
    language, words = words_of(paper.locale)
    kind = words.invoice if paper.kind is PaperKind.INVOICE else words.credit_note
    title = f"{kind} {paper.number}"
    news, action = _SAYS[language]
    told = news.format(title=title, order=paper.order_number)
    direction = Locale.parse(language).text_direction
    return PaperLetter(
        subject=title,
        text=f"{told}\n\n{action}: {url}\n",
        html=(
            f'<!doctype html><html lang="{language}" dir="{direction}"><body><p>{escape(told)}</p>'
            f'<p><a href="{escape(url)}">{escape(action)}</a></p></body></html>'
        ),
    )
