"""Take what was held."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.ledger.domain.account import Account
from serai.ledger.domain.entry import BadEntry, Entry, credit, debit
from serai.ledger.domain.hold_state import HOLD_STATES, HoldAction, HoldState
from serai.ledger.domain.units import in_words
from serai.ledger.queries.account_view import account_view
from serai.ledger.queries.entry_view import EntryView, entry_of_reference
from serai.ledger.queries.hold_view import HoldView, hold_view
from serai.ledger.usecases.write_entries import Draft, ReferenceReused, write_entry
from serai.plumbing.db import execute, unit_of_work


class CaptureTooLarge(DomainError):
    """More is asked for than is held."""

    code = "ledger.capture_too_large"
    kind = Kind.CONFLICT

    def __init__(self, hold_id: UUID, unit: str, *, asked: int, held: int) -> None:
        self.hold_id, self.unit, self.asked, self.held = hold_id, unit, asked, held
        super().__init__(
            f"Only {in_words(held, unit)} are held; {in_words(asked, unit)} were asked for."
        )


@dataclass(frozen=True, slots=True)
class CaptureHold:
    """
    What of a hold is taken, and where it goes.

    Without an amount, all that is held. What is left is available again, unless `keep_rest`.
    """

    hold_id: UUID
    to: Account | UUID
    kind: str
    reference: str
    amount: int | None = None
    keep_rest: bool = False
    note: str = ""


@unit_of_work()
def capture_hold(command: CaptureHold, *, now: datetime) -> EntryView:
    """
    Move what was held to another account, once a reference; four statements at most, five with lots.

    A hold whose time is over but that nobody has ended can still be captured: its amount is there.

    Raises:
        HoldNotFound: no such hold.
        IllegalTransition: it was captured, released or expired.
        CaptureTooLarge: more is asked for than is held.
        BadEntry: nothing, or less, is asked for.
        ReferenceReused: the reference was first used for something else.
        AccountNotFound: the other account was given by its id and never opened.
    """
    held = hold_view(command.hold_id, lock=True)
    if known := entry_of_reference(command.reference):
        return _same(known, held, command)
    amount = held.open_amount if command.amount is None else command.amount
    if amount <= 0 and held.state is HoldState.HELD:
        raise BadEntry(command.reference, "the amount must be above zero")
    rest = held.open_amount - amount
    part = rest > 0 and command.keep_rest
    state = HOLD_STATES.advance(held.state, HoldAction.CAPTURE_PART if part else HoldAction.CAPTURE)
    if rest < 0:
        unit = account_view(held.account_id).unit
        raise CaptureTooLarge(held.id, unit, asked=amount, held=held.open_amount)
    draft = Draft(_entry(held, command, amount), frees=amount if part else held.open_amount)
    captured, _ = write_entry(draft, now=now)
    execute(
        "UPDATE ledger_hold SET state = %s, captured = captured + %s, settled_at = %s WHERE id = %s",
        [state.value, amount, None if part else now, held.id],
    )
    return captured


def _entry(held: HoldView, command: CaptureHold, amount: int) -> Entry:
    side = account_view(held.account_id).normal_side
    leaves, arrives = (credit, debit) if side.sign > 0 else (debit, credit)
    postings = leaves(held.account_id, amount), arrives(command.to, amount)
    return Entry(command.kind, command.reference, postings, command.note)


def _same(known: tuple[EntryView, bytes], held: HoldView, command: CaptureHold) -> EntryView:
    entry, fingerprint = known
    first = entry.postings[0]
    if (
        first.account_id != held.account_id
        or (command.amount is not None and abs(first.amount) != command.amount)
        or _entry(held, command, abs(first.amount)).fingerprint != fingerprint
    ):
        raise ReferenceReused(command.reference)
    return entry
