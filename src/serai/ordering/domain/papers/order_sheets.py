"""How receipts and packing slips look. Nobody numbers them: they are printed anew whenever somebody asks."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from serai.ordering.domain.papers.discounts_by_name import discounts_by_name
from serai.ordering.domain.papers.paper import Party
from serai.ordering.domain.papers.paper_words import words_of
from serai.ordering.domain.papers.sheet import day, letterhead, money


class SheetLine(Struct, frozen=True):
    """So many of one article, and what they came to."""

    name: str
    sku: str
    quantity: int
    total_minor: int


class OrderOnSheet(Struct, frozen=True):
    """What a receipt or a packing slip tells of an order."""

    number: str
    ordered_on: date
    locale: str
    currency: str
    seller: Party
    to: tuple[str, ...]
    way: str
    lines: tuple[SheetLine, ...]
    items_minor: int
    discount_minor: int
    delivery_minor: int
    tax_added_minor: int
    tax_included_minor: int
    total_minor: int
    paid: tuple[tuple[str, int], ...]
    """What paid it, and how much each time."""
    refunded_minor: int
    discounts: tuple[tuple[str, int], ...] = ()
    """Of the discount: promotions by name, and what each took off."""
    message: str = ""
    """What whoever gives it wants to be read."""


def receipt_sheet(order: OrderOnSheet) -> dict[str, Any]:
    """Return the facts of the template `sheet` for a receipt."""
    language, words = words_of(order.locale)

    def worth(minor: int) -> str:
        return money(minor, order.currency, language)

    sums = [
        (words.items, order.items_minor, False),
        *(
            (name, -minor, False)
            for name, minor in discounts_by_name(
                order.discounts, order.discount_minor, words.discount
            )
        ),
        (words.delivery, order.delivery_minor, False),
        (words.tax, order.tax_added_minor, False),
        (words.total, order.total_minor, True),
        (words.includes, order.tax_included_minor, False),
        *((f"{words.paid_by} {label}", minor, False) for label, minor in order.paid),
        (words.refund.rstrip("."), -order.refunded_minor, False),
    ]
    return {
        **_head(order, words.receipt, language, code=None),
        "columns": [
            {"title": words.article, "wide": True},
            {"title": words.quantity, "end": True},
            {"title": words.amount, "end": True},
        ],
        "rows": [[line.name, f"{line.quantity}", worth(line.total_minor)] for line in order.lines],
        "sums": [(label, worth(minor), strong) for label, minor, strong in sums if minor or strong],
        "notes": [],
    }


def packing_sheet(order: OrderOnSheet, code: Sequence[str]) -> dict[str, Any]:
    """
    Return the facts of the template `sheet` for a packing slip: it names no prices, for the goods may be a gift.

    Args:
        order: what is packed.
        code: the order's number as a QR code, row by row, "1" for dark.
    """
    language, words = words_of(order.locale)
    return {
        **_head(order, words.packing_slip, language, code=code),
        "columns": [
            {"title": words.quantity, "end": True},
            {"title": words.article, "wide": True},
            {"title": "", "end": True},
        ],
        "rows": [[f"{line.quantity} ×", f"{line.name}\n{line.sku}", "☐"] for line in order.lines],
        "sums": [],
        "notes": [order.message] if order.message else [],
    }


def _head(
    order: OrderOnSheet, title: str, language: str, *, code: Sequence[str] | None
) -> dict[str, Any]:
    _, words = words_of(order.locale)
    return {
        **letterhead(order.seller, language),
        "title": f"{title} {order.number}",
        "facts": [
            (words.order, order.number),
            (words.ordered_on, day(order.ordered_on, language)),
            *([(words.delivery, order.way)] if order.way else []),
        ],
        "parties": [{"title": words.deliver_to, "lines": list(order.to)}] if order.to else [],
        "taxes": {"columns": [], "rows": []},
        "code": list(code) if code else None,
    }
