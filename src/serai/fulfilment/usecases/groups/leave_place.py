"""Give a group's place back once there is nothing left to do for it."""

from collections.abc import Sequence

from serai.fulfilment.domain.group_state import TO_DO
from serai.fulfilment.usecases.free_places import free_places
from serai.fulfilment.usecases.groups.lock_groups import LockedGroup


def leave_place(emptied: LockedGroup, everything: Sequence[LockedGroup]) -> None:
    """
    Free the place that an order has where nothing of it is to be done any more; one statement.

    None where another group of the order is still to be done at the same place: they share it. Joins the caller's
    transaction, which has locked `everything` of the order and has not changed stock yet.
    """
    where = emptied.row.location_id
    shared = any(
        each is not emptied
        and each.row.location_id == where
        and each.state in TO_DO
        and each.left()
        for each in everything
    )
    if where is not None and not shared:
        free_places(emptied.row.order_id, where)
