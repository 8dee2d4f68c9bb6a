"""Check the age of whoever takes goods, before they have them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.fulfilment.domain.age_check import AgeCheckOutcome, CheckedAt, IdentityDocument
from serai.fulfilment.domain.group_state import OVER, GroupState
from serai.fulfilment.events import AgeCheckFailed
from serai.fulfilment.models import AgeCheckRow
from serai.fulfilment.queries.groups import GroupView, group
from serai.fulfilment.usecases.groups.lock_groups import LockedGroup, locked_group
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish

_WITH_SHOPPER = (GroupState.HANDED_OVER, GroupState.DELIVERED)


class AgeCheckNeeded(DomainError):
    """Nobody has seen yet that whoever takes the goods is old enough."""

    code = "fulfilment.age_check_needed"
    kind = Kind.CONFLICT

    def __init__(self, group_id: UUID, minimum_age: int) -> None:
        self.group_id, self.minimum_age = group_id, minimum_age
        super().__init__(
            f"Whoever takes this is at least {minimum_age}: check a document and record it first."
        )


class NothingToCheck(DomainError):
    """Nobody asks for an age: the goods are for everybody, over, or with the shopper."""

    code = "fulfilment.nothing_to_check"
    kind = Kind.CONFLICT

    def __init__(self, group_id: UUID) -> None:
        self.group_id = group_id
        super().__init__("Nothing here asks for an age, or it is too late to check it.")


class BadAgeCheck(DomainError):
    """A check is passed by a document only."""

    code = "fulfilment.bad_age_check"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__("Say which kind of document has shown the age.")


@dataclass(frozen=True, slots=True)
class CheckAge:
    """What was seen, and by whom; of the document itself nothing is kept."""

    group_id: UUID
    outcome: AgeCheckOutcome
    document: IdentityDocument
    where: CheckedAt
    by: str
    note: str = ""


@unit_of_work()
def check_age(command: CheckAge, *, now: datetime) -> GroupView:
    """
    Record a check. Passed, the goods may be handed over; failed, `AgeCheckFailed` tells, and they may not.

    Raises:
        GroupNotFound: no such group.
        NothingToCheck: nothing of it asks for an age, or the goods are over or with the shopper.
        BadAgeCheck: it is passed without a document.
    """
    locked, _ = locked_group(command.group_id)
    asked = age_asked(locked)
    if not asked or locked.state in (*OVER, *_WITH_SHOPPER):
        raise NothingToCheck(command.group_id)
    passed = command.outcome is AgeCheckOutcome.PASSED
    if passed and command.document is IdentityDocument.NONE:
        raise BadAgeCheck
    AgeCheckRow.objects.create(
        group_id=command.group_id,
        order_id=locked.row.order_id,
        minimum_age=asked,
        outcome=command.outcome,
        document=command.document,
        checked_where=command.where,
        checked_by=command.by[:200],
        checked_at=now,
        note=command.note[:500],
    )
    locked.write(now=now, age_checked_at=now if passed else None)
    if not passed:
        units = _regulated(locked)
        publish(
            AgeCheckFailed(**locked.facts(), positions=tuple(units), units=tuple(units.values()))
        )
    return group(command.group_id)


def age_asked(locked: LockedGroup) -> int:
    """Return how old whoever takes what is left of a group, or is under way, must be; 0: nobody asks."""
    return max((locked.lines[each].minimum_age for each in _regulated(locked)), default=0)


def must_be_old_enough(locked: LockedGroup) -> None:
    """
    Refuse to give goods to somebody whose age was not checked.

    Raises:
        AgeCheckNeeded: nobody has checked.
    """
    asked = age_asked(locked)
    if asked and locked.row.age_checked_at is None:
        raise AgeCheckNeeded(locked.row.pk, asked)


def _regulated(locked: LockedGroup) -> dict[int, int]:
    """Return the units of each position that ask for an age and are not called off."""
    return {
        position: units
        for position, line in locked.lines.items()
        if line.minimum_age and (units := line.quantity - line.cancelled)
    }
