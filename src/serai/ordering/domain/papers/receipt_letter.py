"""The letter that a receipt comes as, in the reader's language."""

from html import escape

from babel import Locale

from serai.ordering.domain.papers.order_sheets import OrderOnSheet, receipt_sheet
from serai.ordering.domain.papers.paper_letter import OPEN_AS_PDF, PaperLetter
from serai.ordering.domain.papers.paper_words import words_of


def receipt_letter(bought: OrderOnSheet, *, url: str) -> PaperLetter:
    """Write what was bought and what has paid it, in the language of the order, or in English."""
    language, _ = words_of(bought.locale)
    sheet = receipt_sheet(bought)
    title = f"{sheet['title']} · {bought.seller.name}"
    lines = [(f"{units} × {name}", amount) for name, units, amount in sheet["rows"]]
    sums = [(label, amount) for label, amount, _ in sheet["sums"]]
    action = OPEN_AS_PDF[language]
    text = [
        title,
        "",
        *(f"{what}: {amount}" for what, amount in lines),
        "",
        *(f"{what}: {amount}" for what, amount in sums),
        "",
        f"{action}: {url}",
        "",
    ]
    rows = "".join(
        f"<tr><td>{escape(what)}</td><td>{escape(amount)}</td></tr>"
        for what, amount in lines + sums
    )
    direction = Locale.parse(language).text_direction
    return PaperLetter(
        subject=title,
        text="\n".join(text),
        html=(
            f'<!doctype html><html lang="{language}" dir="{direction}"><body><h1>{escape(title)}</h1>'
            f'<table>{rows}</table><p><a href="{escape(url)}">{escape(action)}</a></p></body></html>'
        ),
    )
