"""Something else instead of what a pick-up lacks."""

from serai.kernel import clock
from serai.ordering.domain.changes.change_state import ChangeKind
from serai.ordering.events import (
    ChangeLapsed,
    OrderChanged,
    SubstituteOffered,
)
from serai.ordering.usecases.substitutions.follow_difference import note_replaced, settle_unpaid
from serai.ordering.usecases.substitutions.send_offer_letter import SEND_OFFER_LETTER
from serai.plumbing.db import unit_of_work
from serai.plumbing.db.closing import JobRow
from serai.plumbing.events import subscribe


@subscribe(SubstituteOffered, name="ordering.ask_about_substitute")
def on_substitute_offered(event: SubstituteOffered) -> None:
    """Ask the shopper whether something else will do."""
    with unit_of_work() as work:
        args = {"substitution_id": str(event.substitution_id)}
        work.jobs.append(JobRow("default", SEND_OFFER_LETTER, args))


@subscribe(OrderChanged, name="ordering.note_substitute")
def on_substitute_paid(event: OrderChanged) -> None:
    """Note that a dearer substitute is in the order."""
    if event.kind == ChangeKind.SUBSTITUTION:
        note_replaced(event.change_id, now=clock.now())


@subscribe(ChangeLapsed, name="ordering.settle_substitute")
def on_substitute_unpaid(event: ChangeLapsed) -> None:
    """Do what was agreed where the difference of a dearer substitute was not paid."""
    if event.kind == ChangeKind.SUBSTITUTION:
        settle_unpaid(event.change_id, now=clock.now())
