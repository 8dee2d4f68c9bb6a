"""Let articles come to an agreed order, or leave it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from serai.inventory import public as inventory
from serai.ordering.domain.buyer import Buyer
from serai.ordering.domain.changes.change_state import ChangeKind
from serai.ordering.domain.changes.standing_lines import ChangeRow, row_off
from serai.ordering.domain.changes.wraps_along import wraps_along
from serai.ordering.domain.order_state import OrderState
from serai.ordering.queries.changes.added_rows import added_rows
from serai.ordering.queries.changes.change_view import ChangeView, change_of_order
from serai.ordering.queries.changes.worked_out import worked_out
from serai.ordering.queries.order_view import order_of
from serai.ordering.queries.what_it_needs import stocked
from serai.ordering.usecases.changes.bring_units import bring_units
from serai.ordering.usecases.changes.lock_goods import lock_goods
from serai.ordering.usecases.changes.lock_order import (
    LockedOrder,
    OrderCannotChange,
    checked_units,
    locked_order,
)
from serai.ordering.usecases.changes.settle_state import settle_state
from serai.ordering.usecases.changes.take_units_out import take_units_out
from serai.ordering.usecases.changes.write_change import (
    Draft,
    NothingChanges,
    known_change,
    write_change,
)
from serai.ordering.usecases.count_uses import count_uses
from serai.plumbing.db import unit_of_work

TO_PAY = timedelta(days=2)
"""How long a difference is waited for, and what it adds is held."""


@dataclass(frozen=True, slots=True)
class EditOrder:
    """What comes to an order and what leaves it, and why."""

    order_id: UUID
    key: str
    """The caller's name of it: repeated, it is done once."""
    add: Mapping[str, int] = field(default_factory=dict)
    """Units by SKU, at this moment's prices."""
    remove: Mapping[int, int] = field(default_factory=dict)
    """Units by the position of the line."""
    reason: str = ""
    made_by: str = ""


@unit_of_work()
def edit_order(command: EditOrder, *, now: datetime, buyer: Buyer | None = None) -> ChangeView:
    """
    Write a document by which articles come to an order, leave it, or both.

    When the order becomes cheaper or stays the same, it counts at once and the difference goes back. When
    it becomes dearer, the new units are held and nothing counts until the difference is paid
    (`pay_difference`), for two days.

    Raises:
        OrderNotFound: no such order, or not theirs.
        OrderCannotChange: it is not agreed yet, handed over, or over.
        ChangeIsOpen: another document waits to be paid.
        MoneyIsUnderWay: money that goes back is being taken just now.
        TooFewUnits: fewer units of a line have not left.
        NothingChanges: nothing is named, or nothing would be left: cancel it then.
        UnknownSku, NotForSale, BadQuantity: what is to come cannot be bought.
        OutOfStock: too few are free.
        PromotionUsedUp: somebody else has just had the last use of a promotion that it earns.
    """
    if buyer is not None:
        order_of(buyer, command.order_id)
    known = known_change(command.order_id, command.key)
    if known:
        return change_of_order(command.order_id, known)
    locked = locked_order(command.order_id, now=now)
    draft, remove = drafted(locked, command, now=now)
    rows = draft.rows
    dearer = draft.total_minor > 0
    expires_at = now + TO_PAY if dearer else None
    change = write_change(locked.order, draft, now=now, expires_at=expires_at)
    count_uses(locked.order, draft.promotions, now=now, waits=dearer)
    if not dearer and remove:
        lock_goods(locked.order, change.pk, variants=stocked(new_units(rows)))
        take_units_out(locked.order, remove, reason=command.reason, now=now)
    hold_units(locked, change.pk, rows, expires_at=expires_at or now + TO_PAY, now=now)
    if not dearer:
        bring_units(locked.order, change.pk, rows, now=now)
        settle_state(command.order_id, now=now)
    return change_of_order(command.order_id, change.pk)


def drafted(
    locked: LockedOrder, command: EditOrder, *, now: datetime
) -> tuple[Draft, Mapping[int, int]]:
    """
    Return the document of an edit, unwritten, and the units that leave by it, gift wrap along with what it wraps.

    Raises:
        OrderCannotChange: the order is handed over.
        TooFewUnits: fewer units of a line have not left.
        NothingChanges: nothing is named, or nothing would be left.
        UnknownSku, NotForSale, BadQuantity, OrderItAnew: what is to come cannot be bought.
    """
    if locked.order.state is OrderState.FULFILLED:
        raise OrderCannotChange(locked.order.state)
    remove = wraps_along(locked.order.lines, command.remove, locked.here) if command.remove else {}
    rows = _rows(locked, replace(command, remove=remove), now)
    promoted, promotions = worked_out(locked.order, rows, now=now)
    draft = Draft(
        ChangeKind.EDIT,
        command.key,
        command.reason,
        command.made_by,
        [*rows, *promoted],
        promotions=promotions,
    )
    return draft, remove


def hold_units(
    locked: LockedOrder,
    reservation_of: UUID,
    rows: Sequence[ChangeRow],
    *,
    expires_at: datetime,
    now: datetime,
) -> None:
    """
    Reserve what a document adds.

    Raises:
        OutOfStock: too few are free.
    """
    units = stocked(new_units(rows))
    if units:
        inventory.reserve(
            units,
            reservation_of=reservation_of,
            channel_code=locked.order.channel_code,
            location_id=locked.order.location_id,
            expires_at=expires_at,
            now=now,
        )


def new_units(rows: Sequence[ChangeRow]) -> dict[UUID, int]:
    """Return the units of each variant that rows add."""
    units: dict[UUID, int] = {}
    for row in rows:
        if row.is_new and row.variant_id is not None:
            units[row.variant_id] = units.get(row.variant_id, 0) + row.quantity
    return units


def _rows(locked: LockedOrder, command: EditOrder, now: datetime) -> list[ChangeRow]:
    lines = locked.order.lines
    if command.remove:
        checked_units(locked, command.remove)
    off = [row_off(lines[position], units) for position, units in sorted(command.remove.items())]
    rows = [*off, *added_rows(locked.order, command.add, now=now)]
    left = sum(line.quantity for line in lines.values()) + sum(row.quantity for row in rows)
    if not rows or left <= 0:
        raise NothingChanges
    return rows
