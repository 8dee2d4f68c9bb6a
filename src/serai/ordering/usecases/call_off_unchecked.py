"""Call off what nobody old enough has taken."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.ordering.domain.returns.return_state import ReturnWay
from serai.ordering.domain.returns.rules import ReturnReason
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.prescriptions.write_letters import write_later
from serai.ordering.usecases.returns.request_return import (
    RequestReturn,
    ReturnedUnits,
    request_return,
)
from serai.plumbing.db import unit_of_work

AGE_CHECK = "age check"
"""Who wrote such documents."""
WHY = "Age check failed"


@unit_of_work()
def call_off_unchecked(
    order_id: UUID, group_id: UUID, units: Mapping[int, int], *, now: datetime
) -> None:
    """
    Follow an age check that failed: what asks for the age does not go out.

    What is still here is called off and paid back by a document. What is with a carrier comes back to where it
    left from, announced as a return; it is paid back once it is here. Safe to repeat.
    """
    group = fulfilment.group(group_id)
    if group.state is fulfilment.GroupState.SHIPPED:
        request_return(
            RequestReturn(
                order_id=order_id,
                key=f"{AGE_CHECK} {group_id}",
                lines=[
                    ReturnedUnits(position, count, ReturnReason.OTHER, WHY)
                    for position, count in units.items()
                ],
                way=ReturnWay.STORE,
                location_id=group.location.id if group.location else None,
                note=WHY,
                made_by=AGE_CHECK,
            ),
            now=now,
        )
    elif group.state in fulfilment.TO_DO:
        left = {line.position: line.left for line in group.lines if line.left}
        cancel_lines(
            CancelLines(
                order_id=order_id,
                key=f"{AGE_CHECK} {group_id}",
                units={
                    each: min(count, left[each]) for each, count in units.items() if each in left
                },
                reason=WHY,
                made_by=AGE_CHECK,
            ),
            now=now,
        )
    else:
        return
    write_later(order_id, "not_old_enough")
