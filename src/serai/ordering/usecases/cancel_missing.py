"""Call off what nobody has, and pay it back."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.ordering.queries.substitutions.wishes import waits_for_answer
from serai.ordering.usecases.cancel_lines import CancelLines, cancel_lines
from serai.ordering.usecases.changes.lines_of_units import lines_of_units
from serai.plumbing.db import unit_of_work

REASON = "Not in stock"


@unit_of_work()
def cancel_missing(order_id: UUID, group_id: UUID, *, now: datetime) -> None:
    """
    Cancel the units of a group that no location has, unless the shopper is asked about something else; once.

    Raises:
        ChangeIsOpen: a document of the order waits to be paid; try again later.
        MoneyIsUnderWay: money that goes back is being taken just now; try again later.
    """
    if not waits_for_answer(group_id):
        call_off_missing(order_id, group_id, now=now)


def call_off_missing(order_id: UUID, group_id: UUID, *, now: datetime) -> None:
    """
    Cancel the units of a group that no location has, as far as nobody has cancelled them yet; once.

    With a part that is missing the whole set is cancelled.

    Joins the caller's transaction.

    Raises:
        ChangeIsOpen: a document of the order waits to be paid; try again later.
        MoneyIsUnderWay: money that goes back is being taken just now; try again later.
    """
    units = lines_of_units(order_id, missing_units(group_id), now=now)
    if units:
        missing = CancelLines(order_id, f"missing {group_id}", units, REASON, keeps_promotions=True)
        cancel_lines(missing, now=now)


def missing_units(group_id: UUID) -> dict[int, int]:
    """Return what of a group without a location is still wanted, by position; two statements."""
    missing = fulfilment.group(group_id)
    if missing.location is not None:
        return {}
    return {line.position: line.left for line in missing.lines if line.left}
