"""Call off what nobody has, and pay it back."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.plumbing.db import unit_of_work

REASON = "Not in stock"


@unit_of_work()
def cancel_missing(order_id: UUID, group_id: UUID, *, now: datetime) -> None:
    """
    Cancel the units of a group that no location has, as far as nobody has cancelled them yet; once.

    Raises:
        ChangeIsOpen: a document of the order waits to be paid; try again later.
    """
    missing = fulfilment.group(group_id)
    units = {line.position: line.left for line in missing.lines if line.left}
    if units and missing.location is None:
        key = f"missing {group_id}"
        cancel_lines(CancelLines(order_id, key, units, REASON), now=now)
