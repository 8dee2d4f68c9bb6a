"""How an invoice or a credit note looks: every word and figure in its place, in the paper's language."""

from datetime import date
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, format_percent

from serai.kernel.money import Money, UnitPrice
from serai.ordering.domain.papers.discounts_by_name import discounts_by_name
from serai.ordering.domain.papers.paper import Paper, PaperKind, Party
from serai.ordering.domain.papers.paper_words import PaperWords, words_of


def sheet_of(paper: Paper) -> dict[str, Any]:
    """Return the facts of the template `sheet`."""
    language, words = words_of(paper.locale)
    return {
        **letterhead(paper.seller, language),
        "title": f"{_title(paper, words)} {paper.number}",
        "facts": _facts(paper, words, language),
        "parties": _parties(paper, words),
        "columns": [
            {"title": words.article, "wide": True},
            {"title": words.quantity, "end": True},
            {"title": words.price, "end": True},
            {"title": words.discount, "end": True},
            {"title": words.tax_rate, "end": True},
            {"title": words.amount, "end": True},
        ],
        "rows": [
            [
                f"{line.name}\n{line.sku}" if line.sku else line.name,
                format_decimal(line.quantity, locale=language),
                unit_price(line.unit_price, paper.currency, language),
                _amount(-line.discount_minor, paper, language) if line.discount_minor else "",
                percent(line.tax_rate, language),
                _amount(line.total_minor, paper, language),
            ]
            for line in paper.lines
        ],
        "sums": _sums(paper, words, language),
        "taxes": _taxes(paper, words, language),
        "notes": _notes(paper, words),
        "code": None,
    }


def letterhead(seller: Party, language: str) -> dict[str, Any]:
    """Return what stands at the head and the foot of every sheet of the seller's."""
    ids = [f"{name} {number}" for name, number in seller.tax_ids]
    return {
        "language": language,
        "direction": Locale.parse(language).text_direction,
        "seller": {"name": seller.name, "lines": [*seller.lines, *ids]},
        "footer": [seller.name, *ids],
    }


def money(minor: int, currency: str, language: str) -> str:
    """Return an amount as people of a language write it."""
    return str(format_currency(Money(minor, currency).as_decimal(), currency, locale=language))


def unit_price(price: Decimal, currency: str, language: str) -> str:
    """Return a price, with all its decimals where it is finer than the currency's smallest coin."""
    whole = UnitPrice(price, currency).times_quantity(1)
    if whole.as_decimal() == price:
        return money(whole.minor, currency, language)
    return f"{format_decimal(price.normalize(), '#,##0.######', locale=language)} {currency}"


def percent(rate: Decimal, language: str) -> str:
    """Return a rate; nothing where there is none."""
    return str(format_percent(rate, locale=language, decimal_quantization=False)) if rate else ""


def day(on: date, language: str) -> str:
    """Return a day in words."""
    return str(format_date(on, "long", locale=language))


def _amount(minor: int, paper: Paper, language: str) -> str:
    return money(minor, paper.currency, language)


def _title(paper: Paper, words: PaperWords) -> str:
    return words.invoice if paper.kind is PaperKind.INVOICE else words.credit_note


def _facts(paper: Paper, words: PaperWords, language: str) -> list[tuple[str, str]]:
    pairs = [
        (words.number, paper.number),
        (words.date, day(paper.issued_on, language)),
        (words.to_invoice, paper.about),
        (words.order, paper.order_number),
        (words.ordered_on, day(paper.ordered_on, language)),
        (words.paid_by, ", ".join(paper.paid_by)),
    ]
    return [(label, value) for label, value in pairs if value]


def _parties(paper: Paper, words: PaperWords) -> list[dict[str, Any]]:
    ids = [f"{name} {number}" for name, number in paper.buyer.tax_ids]
    buyer = {"title": words.bill_to, "lines": [paper.buyer.name, *paper.buyer.lines, *ids]}
    there = {"title": words.deliver_to, "lines": list(paper.delivered_to)}
    return [party for party in (buyer, there) if party["lines"]]


def _sums(paper: Paper, words: PaperWords, language: str) -> list[tuple[str, str, bool]]:
    parts = [
        (words.items, paper.items_minor),
        *(
            (name, -minor)
            for name, minor in discounts_by_name(
                paper.discounts, paper.discount_minor, words.discount
            )
        ),
        (words.delivery, paper.delivery_minor),
        (words.adjustment, paper.adjustment_minor),
        (words.tax, paper.tax_added_minor),
    ]
    told = [(label, _amount(minor, paper, language), False) for label, minor in parts if minor]
    return [*told, (words.total, _amount(paper.total_minor, paper, language), True)]


def _taxes(paper: Paper, words: PaperWords, language: str) -> dict[str, Any]:
    """Return the table by rate: what the law wants, whether prices contain the tax or not."""
    kind = words.includes if paper.prices_include_tax else words.tax
    return {
        "columns": [kind, words.tax_rate, words.net, words.tax],
        "rows": [
            [
                tax.name or words.tax,
                percent(tax.rate, language) or format_percent(0, locale=language),
                _amount(tax.base_minor, paper, language),
                _amount(tax.tax_minor, paper, language),
            ]
            for tax in paper.taxes
        ],
    }


def _notes(paper: Paper, words: PaperWords) -> list[str]:
    untaxed = words.exempt if paper.treatment != "charged" else ""
    if paper.treatment == "reverse_charge":
        untaxed = words.reverse_charge
    reason = f"{words.reason}: {paper.reason}" if paper.reason else ""
    return [note for note in (untaxed, reason, paper.note) if note]
