"""Fulfilment begins, goes on and ends."""

from collections.abc import Sequence

from serai.fulfilment.events import (
    GroupHandedOver,
    GroupReady,
    UnitsCancelled,
    UnitsMissing,
)
from serai.fulfilment.public import GroupKind
from serai.inventory.events import WaitingAllotted, WaitingMoved
from serai.kernel import clock
from serai.ordering.events import (
    OrderPaid,
    OrderPlaced,
)
from serai.ordering.usecases.cancel_missing import cancel_missing
from serai.ordering.usecases.follow_groups import follow_groups
from serai.ordering.usecases.let_groups_go import let_groups_go
from serai.ordering.usecases.open_order_groups import open_groups_of_orders
from serai.ordering.usecases.pickups.send_ready_letter import SEND_READY_LETTER
from serai.ordering.usecases.send_parcel_letter import SEND_PARCEL_LETTER
from serai.ordering.usecases.waiting.bring_waiting import bring_waiting
from serai.ordering.usecases.waiting.move_waiting import Moved, move_waiting
from serai.plumbing.db import unit_of_work
from serai.plumbing.db.closing import JobRow
from serai.plumbing.events import subscribe, subscribe_together


@subscribe_together(OrderPlaced, name="ordering.open_order_groups")
def on_orders_placed(events: Sequence[OrderPlaced]) -> None:
    """Let fulfilment begin."""
    open_groups_of_orders({event.order_id for event in events}, now=clock.now())


@subscribe(OrderPaid, name="ordering.let_groups_go")
def on_order_paid(event: OrderPaid) -> None:
    """Let fulfilment go on that waited for the money."""
    let_groups_go(event.order_id, now=clock.now())


@subscribe(GroupHandedOver, name="ordering.follow_hand_over")
def on_group_handed_over(event: GroupHandedOver) -> None:
    """An order of which nothing is left here is fulfilled."""
    follow_groups(event.order_id, now=clock.now())


@subscribe(GroupHandedOver, name="ordering.tell_parcel")
def tell_parcel(event: GroupHandedOver) -> None:
    """Write to the shopper that a parcel is on its way."""
    if event.kind == GroupKind.SHIP:
        with unit_of_work() as work:
            args = {"group_id": str(event.group_id)}
            work.jobs.append(JobRow("default", SEND_PARCEL_LETTER, args))


@subscribe(GroupReady, name="ordering.tell_ready")
def tell_ready(event: GroupReady) -> None:
    """Write to the shopper that goods wait for them."""
    with unit_of_work() as work:
        work.jobs.append(JobRow("default", SEND_READY_LETTER, {"group_id": str(event.group_id)}))


@subscribe(UnitsCancelled, name="ordering.follow_cancelled_units")
def on_units_cancelled(event: UnitsCancelled) -> None:
    """An order of which nothing is left here is fulfilled."""
    follow_groups(event.order_id, now=clock.now())


@subscribe(UnitsMissing, name="ordering.cancel_missing")
def on_units_missing(event: UnitsMissing) -> None:
    """Call off what nobody has, and pay it back."""
    cancel_missing(event.order_id, event.group_id, now=clock.now())


@subscribe(WaitingAllotted, name="ordering.bring_waiting")
def on_waiting_allotted(event: WaitingAllotted) -> None:
    """Let goods be picked that have come for what was sold ahead."""
    bring_waiting(event.waits_for, event.allotment_id, now=clock.now())


@subscribe(WaitingMoved, name="ordering.move_waiting")
def on_waiting_moved(event: WaitingMoved) -> None:
    """Note when it comes after all, and tell of a delay."""
    move_waiting(
        Moved(
            event.waits_for,
            event.variant_id,
            event.first_on,
            event.last_on,
            event.release_on,
            event.is_later,
        )
    )
