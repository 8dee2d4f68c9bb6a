"""Let what a document adds leave the books, and have it handed over."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.inventory import public as inventory
from serai.ordering.domain.changes.standing_lines import ChangeRow
from serai.ordering.queries.changes.delivered_by import delivered_by, kind_of
from serai.ordering.queries.changes.standing_order import StandingOrder
from serai.ordering.queries.what_it_needs import stocked

_A_MOMENT = timedelta(minutes=5)


def bring_units(
    order: StandingOrder, reservation_of: UUID, rows: Sequence[ChangeRow], *, now: datetime
) -> None:
    """
    Fulfil the reservation of what a document adds, and open its groups. Joins the caller's transaction.

    A reservation that was lost is made anew.

    Raises:
        OutOfStock: it was lost, and too few are free.
    """
    new = [row for row in rows if row.is_new and row.variant_id is not None]
    if not new:
        return
    units: dict[UUID, int] = {}
    for row in new:
        assert row.variant_id is not None, "chosen above"
        units[row.variant_id] = units.get(row.variant_id, 0) + row.quantity
    taken = _taken(order, reservation_of, stocked(units), now)
    chosen = delivered_by(order.id)
    fulfilment.open_groups(
        fulfilment.OpenGroups(
            order_id=order.id,
            order_number=order.number,
            channel_code=order.channel_code,
            kind=kind_of(chosen),
            service=chosen.code if chosen else "",
            lines=tuple(
                fulfilment.OrderedUnits(
                    row.position or 0,
                    row.variant_id,
                    row.sku,
                    row.name,
                    row.quantity,
                    digital=row.variant_id not in {each.variant_id for each in taken},
                )
                for row in new
                if row.variant_id is not None
            ),
            spots=tuple(
                fulfilment.Spot(each.variant_id, each.location_id, each.quantity) for each in taken
            ),
            reservation_of=reservation_of,
        ),
        now=now,
    )


def _taken(
    order: StandingOrder, reservation_of: UUID, units: dict[UUID, int], now: datetime
) -> tuple[inventory.ReservedLine, ...]:
    if not units:
        return ()
    try:
        return inventory.fulfil_reservation(reservation_of, now=now).lines
    except inventory.ReservationLost:
        inventory.reserve(
            units,
            reservation_of=reservation_of,
            channel_code=order.channel_code,
            location_id=order.location_id,
            expires_at=now + _A_MOMENT,
            now=now,
        )
        return inventory.fulfil_reservation(reservation_of, now=now).lines
