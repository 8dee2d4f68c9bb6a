"""Say what an edit of an order would come to before it is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.ordering.domain.buyer import Buyer
from serai.ordering.queries.changes.change_view import (
    ChangedPromotionsView,
    ChangeLineView,
    changed_promotions,
)
from serai.ordering.queries.order_view import order_of
from serai.ordering.usecases.changes.edit_order import EditOrder, drafted
from serai.ordering.usecases.changes.lock_order import locked_order
from serai.ordering.usecases.changes.ways_back import WayBackView, ways_back
from serai.plumbing.db import unit_of_work


@dataclass(frozen=True)
class EditQuoteView:
    """What an edit would say at this moment."""

    difference: Money
    """By how much the order's total would change."""
    refund: Money
    """What would go back, or never be taken."""
    ways_back: list[WayBackView]
    """Where that would go, in this order."""
    due: Money
    """What would be to pay before it counts."""
    promotions: ChangedPromotionsView | None
    """What promotions would change, where they are worked out again."""
    lines: list[ChangeLineView]


@dataclass(frozen=True, slots=True)
class QuoteEdit:
    """What would come to an order and leave it."""

    order_id: UUID
    add: Mapping[str, int] = field(default_factory=dict)
    """Units by SKU, at this moment's prices."""
    remove: Mapping[int, int] = field(default_factory=dict)
    """Units by the position of the line."""


@unit_of_work()
def quote_edit(command: QuoteEdit, *, now: datetime, buyer: Buyer | None = None) -> EditQuoteView:
    """
    Price an edit as making it now would; no document is written and nothing held.

    Raises:
        OrderNotFound: no such order, or not theirs.
        OrderCannotChange: it is not agreed yet, handed over, or over.
        ChangeIsOpen: a document waits to be paid.
        TooFewUnits: fewer units of a line have not left.
        NothingChanges: nothing is named, or nothing would be left.
        UnknownSku, NotForSale, BadQuantity, OrderItAnew: what is to come cannot be bought.
    """
    if buyer is not None:
        order_of(buyer, command.order_id)
    locked = locked_order(command.order_id, now=now)
    draft, _ = drafted(
        locked, EditOrder(command.order_id, "", command.add, command.remove), now=now
    )
    currency, total = locked.order.currency, draft.total_minor
    return EditQuoteView(
        difference=Money(total, currency),
        refund=Money(max(0, -total), currency),
        ways_back=ways_back(command.order_id, Money(max(0, -total), currency)),
        due=Money(max(0, total), currency),
        promotions=changed_promotions(draft.promotions, draft.rows, currency),
        lines=[
            ChangeLineView(
                kind=row.kind,
                position=row.position,
                sku=row.sku,
                name=row.name,
                quantity=row.quantity,
                total=Money(row.sums.total_minor, currency),
                tax=Money(row.sums.tax_minor + row.sums.tax_included_minor, currency),
            )
            for row in draft.rows
        ],
    )
