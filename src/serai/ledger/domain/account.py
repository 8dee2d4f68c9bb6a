"""Accounts and their names."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from msgspec import Struct

from serai.kernel.ids import uuid7_at

_EPOCH = datetime.fromtimestamp(0, UTC)


class Side(StrEnum):
    """The side on which an account's balance grows."""

    DEBIT = "debit"
    """What is owned or owed to us, and costs."""
    CREDIT = "credit"
    """What we owe to others, and income."""

    @property
    def sign(self) -> int:
        """Return what a posting is multiplied with to be an increase: debits are above zero."""
        return 1 if self is Side.DEBIT else -1


@dataclass(frozen=True, slots=True)
class AccountKind:
    """
    What accounts of one name have in common.

    `name` is `context.what`. A balance below zero (against the normal side) is refused by the database
    unless `may_be_negative`. An account that `keeps_lots` never may.
    """

    name: str
    side: Side
    may_be_negative: bool = False
    keeps_lots: bool = False

    def of(self, owner: str, unit: str) -> "Account":
        """Return the account of an owner in a unit."""
        return Account(self, owner, unit)


class Account(Struct, frozen=True):
    """An account by its name. The name gives the id, so nobody looks it up, and it opens at first use."""

    kind: AccountKind
    owner: str
    unit: str

    @property
    def id(self) -> UUID:
        """Return the id that follows from the name."""
        return account_id(self.kind.name, self.owner, self.unit)


@lru_cache(maxsize=10_000)
def account_id(kind: str, owner: str, unit: str) -> UUID:
    """Return the id of the account of this name: the same in every database."""
    return uuid7_at(_EPOCH, seed="\x1f".join((kind, owner, unit)).encode())
