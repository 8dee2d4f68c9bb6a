"""What the log needs from others: records to keep, and places to anchor its heads in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from serai.kernel.errors import DomainError, Kind


class RecordSource(Protocol):
    """
    Records that are only ever added.

    `serai.plumbing.append_only.AppendOnlyTable` is one. What is told of a record never changes: the log
    keeps its hash. A field more is a new source with a new name, such as `pricing.price.2`.
    """

    @property
    def name(self) -> str:
        """Return what its records are called, such as `inventory.movement`; it stands in every leaf."""

    @property
    def table(self) -> str:
        """Return the table whose rows they are, for people."""

    def after(self, place: Any, until: Any, *, limit: int) -> Sequence[Any]:
        """
        Return records after a place, in an order in which none is ever skipped.

        Args:
            place: (transaction, key) of the last one read.
            until: the horizon of transactions: only those that have ended are read.
            limit: at most so many.
        """

    def by_keys(self, keys: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        """Return the fields of records by their keys, as `after` tells them; missing ones are left out."""


@dataclass(frozen=True, slots=True)
class RecordSources:
    """Every source of the log, in the order in which they are read."""

    sources: tuple[RecordSource, ...]


class AnchorUnavailable(DomainError):
    """The anchor cannot be reached, or refuses the head; nothing was changed here."""

    code = "attest.anchor_unavailable"
    kind = Kind.UNAVAILABLE

    def __init__(self, anchor: str, reason: str) -> None:
        self.anchor, self.reason = anchor, reason
        super().__init__(f"The anchor {anchor} cannot take the head: {reason}")


class Anchor(Protocol):
    """A place outside of the database that keeps heads and never changes one."""

    @property
    def name(self) -> str:
        """Return what it is called, such as `file` or `evm:1:0x…`; the name is kept with what it took."""

    def publish(self, size: int, root: bytes) -> str:
        """
        Keep a head and return where it can be seen. Safe to repeat with the same root.

        Raises:
            AnchorUnavailable: it cannot be reached, or keeps another root for this size, or a longer log.
        """

    def published(self, size: int) -> bytes | None:
        """
        Return the root that it keeps for a size.

        Raises:
            AnchorUnavailable: it cannot be reached.
        """

    def longest(self) -> int:
        """
        Return the greatest size that it keeps a root for; 0 when it keeps none.

        Raises:
            AnchorUnavailable: it cannot be reached.
        """


@dataclass(frozen=True, slots=True)
class Anchors:
    """Every anchor that is set up."""

    anchors: tuple[Anchor, ...]
