"""Let goods leave: to a carrier, or to whoever knows the code of what waits in a store."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import OUT
from serai.fulfilment.domain.pickup_code import is_pickup_code
from serai.fulfilment.queries.groups import GroupView, group
from serai.fulfilment.usecases.groups.hand_over import Tracking, hand_over
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work


class PickupCodeNeeded(DomainError):
    """What waits in a store goes to whoever knows its code."""

    code = "fulfilment.pickup_code_needed"
    kind = Kind.REJECTED

    def __init__(self, group_id: UUID) -> None:
        self.group_id = group_id
        super().__init__("Ask for the code: these goods wait for their shopper.")


@unit_of_work()
def give_out(
    group_id: UUID,
    units: Mapping[int, int] | None,
    *,
    tracking: Tracking,
    code: str,
    secret: bytes,
    now: datetime,
) -> GroupView:
    """
    Hand goods over, as `hand_over`; what is collected in a store only against its code.

    Args:
        group_id: which group.
        units: how many of each position of the order; `None`: all that is left.
        tracking: who carries it.
        code: what the shopper shows, where it is collected.
        secret: the installation's own, from which codes are made.
        now: the present instant.

    Raises:
        GroupNotFound: no such group.
        PickupCodeNeeded: it is collected, and the code is not its.
        IllegalTransition: it is held, or over.
        TooManyUnits: fewer are left.
    """
    found = group(group_id)
    if found.state in OUT:
        return found
    if found.kind is GroupKind.PICKUP and not is_pickup_code(code, group_id, secret=secret):
        raise PickupCodeNeeded(group_id)
    return hand_over(group_id, units, tracking=tracking, now=now)
