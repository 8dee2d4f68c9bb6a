"""Documents of an order, as people see them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ordering.domain.changes.change_state import ChangeState, LineKind
from serai.ordering.domain.changes.standing_lines import ChangeRow
from serai.ordering.domain.changes.worked_out import WorkedOut
from serai.ordering.models import OrderChange, OrderChangeLine


class ChangeNotFound(DomainError):
    """The order has no such document."""

    code = "ordering.change_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("The order has no such document.")


@dataclass(frozen=True)
class ChangeLineView:
    """One row of a document; amounts are below zero where the order becomes cheaper."""

    kind: str
    """goods, delivery, fee or promotion."""
    position: int | None
    sku: str
    name: str
    quantity: int
    total: Money
    tax: Money
    """What of the total is tax, added or contained."""


@dataclass(frozen=True)
class ChangedPromotionsView:
    """What promotions change of an order that changes."""

    lost: list[str]
    """Names of those that it no longer earns."""
    earned: list[str]
    """Names of those that it earns now."""
    difference: Money
    """By how much the order becomes dearer through them; below zero: cheaper."""


@dataclass(frozen=True)
class ChangeView:
    """One document of an order."""

    id: UUID
    number: int
    kind: str
    state: str
    reason: str
    made_at: datetime
    in_force_at: datetime | None
    expires_at: datetime | None
    difference: Money
    """By how much the order's total changes."""
    refund: Money
    """What of it goes back to the shopper."""
    due: Money
    """What is to be paid before it counts."""
    return_id: UUID | None
    promotions: ChangedPromotionsView | None
    """Null where promotions are not worked out again."""
    lines: list[ChangeLineView]


def changes_of_order(order_id: UUID) -> list[ChangeView]:
    """Return the documents of an order, oldest first; two statements, one when it has none."""
    return _views(OrderChange.objects.filter(order_id=order_id).order_by("number"))


def change_of_order(order_id: UUID, change_id: UUID) -> ChangeView:
    """
    Return one document of an order; two statements.

    Raises:
        ChangeNotFound: the order has no such document.
    """
    found = _views(OrderChange.objects.filter(order_id=order_id, pk=change_id))
    if not found:
        raise ChangeNotFound
    return found[0]


def changes_of_ids(change_ids: Collection[UUID]) -> dict[UUID, ChangeView]:
    """Return documents, whoever's they are; two statements however many."""
    return {each.id: each for each in _views(OrderChange.objects.filter(pk__in=list(change_ids)))}


def changed_promotions(
    worked: WorkedOut | None, rows: Iterable[ChangeRow], currency: str
) -> ChangedPromotionsView | None:
    """Return what promotions change by a document that is not written yet."""
    if worked is None:
        return None
    minor = sum(row.sums.total_minor for row in rows if row.kind is LineKind.PROMOTION)
    return ChangedPromotionsView(list(worked.lost), list(worked.earned), Money(minor, currency))


def _promotions(
    change: OrderChange, lines: Iterable[OrderChangeLine]
) -> ChangedPromotionsView | None:
    if change.promotions is None:
        return None
    worked = msgspec.convert(change.promotions, WorkedOut, strict=False)
    minor = sum(line.total_minor for line in lines if line.kind == LineKind.PROMOTION)
    difference = Money(minor, change.currency)
    return ChangedPromotionsView(list(worked.lost), list(worked.earned), difference)


def _views(found: Any) -> list[ChangeView]:
    changes = list(found)
    if not changes:
        return []
    lines: dict[UUID, list[OrderChangeLine]] = {change.pk: [] for change in changes}
    for line in OrderChangeLine.objects.filter(change_id__in=list(lines)).order_by("row"):
        lines[line.change_id].append(line)
    return [_view(change, lines[change.pk]) for change in changes]


def _view(change: OrderChange, lines: Sequence[OrderChangeLine]) -> ChangeView:
    currency = change.currency
    waits = change.state == ChangeState.AWAITING_PAYMENT
    return ChangeView(
        id=change.pk,
        number=change.number,
        kind=change.kind,
        state=change.state,
        reason=change.reason,
        made_at=change.made_at,
        in_force_at=change.in_force_at,
        expires_at=change.expires_at,
        difference=Money(change.total_minor, currency),
        refund=Money(change.refund_minor, currency),
        due=Money(change.total_minor if waits else 0, currency),
        return_id=change.order_return_id,
        promotions=_promotions(change, lines),
        lines=[
            ChangeLineView(
                kind=line.kind,
                position=line.position,
                sku=line.sku,
                name=line.name,
                quantity=line.quantity,
                total=Money(line.total_minor, currency),
                tax=Money(line.tax_minor + line.tax_included_minor, currency),
            )
            for line in lines
        ],
    )
