"""Facts that fulfilment follows."""

from serai.fulfilment.events import GroupDelivered, GroupOpened, UnitsCancelled
from serai.fulfilment.usecases.groups.open_groups import TAKE_PLACE
from serai.fulfilment.usecases.groups.take_place import take_place
from serai.fulfilment.usecases.settle_sourcing import settle_sourcing
from serai.kernel import clock
from serai.plumbing.events import subscribe


@subscribe(GroupOpened, name=TAKE_PLACE)
def on_group_opened(event: GroupOpened) -> None:
    """Take a place for a group whose order has none there."""
    if event.location_id is not None:
        take_place(event.group_id, now=clock.now())


@subscribe(GroupDelivered, name="fulfilment.settle_sourcing")
def on_group_delivered(event: GroupDelivered) -> None:
    """Tell the decision who sends what came of it, once all of the order is there."""
    settle_sourcing(event.order_id, now=clock.now())


@subscribe(UnitsCancelled, name="fulfilment.settle_sourcing_of_rest")
def on_units_cancelled(event: UnitsCancelled) -> None:
    """Tell the decision what came of it, if the rest was there already."""
    settle_sourcing(event.order_id, now=clock.now())
