"""Holds as others see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.ledger.domain.hold_state import HoldState
from serai.plumbing.db import dict_rows

HOLD_COLUMNS = "id, account_id, reference, state, amount, captured, held_at, expires_at, settled_at"


class HoldNotFound(DomainError):
    """There is no such hold."""

    code = "ledger.hold_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, hold_id: UUID) -> None:
        self.hold_id = hold_id
        super().__init__(f"There is no hold {hold_id}.")


@dataclass(frozen=True, slots=True)
class HoldView:
    """Part of a balance that is kept for a purpose; amounts in the smallest unit."""

    id: UUID
    account_id: UUID
    reference: str
    state: HoldState
    amount: int
    captured: int
    held_at: datetime
    expires_at: datetime | None
    settled_at: datetime | None

    @property
    def open_amount(self) -> int:
        """Return what is still held."""
        return self.amount - self.captured if self.state is HoldState.HELD else 0

    @classmethod
    def of(cls, row: dict[str, Any]) -> "HoldView":
        """Return the view of a row."""
        return cls(**{**row, "state": HoldState(row["state"])})


def hold_view(hold_id: UUID, *, lock: bool = False) -> HoldView:
    """
    Return one hold; one statement.

    Args:
        hold_id: which.
        lock: keep everyone else from changing it until the transaction ends.

    Raises:
        HoldNotFound: no such hold.
    """
    found = dict_rows(
        f"SELECT {HOLD_COLUMNS} FROM ledger_hold WHERE id = %s{' FOR UPDATE' * lock}",  # noqa: S608
        [hold_id],
    )
    if not found:
        raise HoldNotFound(hold_id)
    return HoldView.of(found[0])


def hold_of_reference(reference: str) -> HoldView | None:
    """Return the hold that its caller named so, if there is one; one statement."""
    found = dict_rows(
        f"SELECT {HOLD_COLUMNS} FROM ledger_hold WHERE reference = %s",  # noqa: S608
        [reference],
    )
    return HoldView.of(found[0]) if found else None
