"""Facts that fulfilment follows."""

from serai.fulfilment.events import GroupOpened
from serai.fulfilment.usecases.groups.take_place import take_place
from serai.kernel import clock
from serai.plumbing.events import subscribe


@subscribe(GroupOpened, name="fulfilment.take_place")
def on_group_opened(event: GroupOpened) -> None:
    """Take a place for a group whose order has none there."""
    if event.location_id is not None:
        take_place(event.group_id, now=clock.now())
