"""What someone says about stock, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from serai.kernel.errors import DomainError, Kind

MOST_UNITS = 1_000_000_000
"""More units than this of one variant at one location are a mistake."""
LONGEST_NOTE = 500


@dataclass(frozen=True, slots=True)
class StockEntry:
    """So many units of a variant at a location; what `quantity` means is said by who takes it."""

    variant_id: UUID
    location_id: UUID
    quantity: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class TransferEntry:
    """So many units of a variant from one location to another."""

    variant_id: UUID
    from_location_id: UUID
    to_location_id: UUID
    quantity: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class EntryFault:
    """One thing that is wrong with one entry; `line` counts from 1."""

    line: int
    field: str
    reason: str


class EntriesRefused(DomainError):
    """Some entries about stock make no sense; nothing was written."""

    code = "inventory.entries_refused"
    kind = Kind.REJECTED

    def __init__(self, errors: Sequence[EntryFault]) -> None:
        self.errors = list(errors[:100])
        self.count = len(errors)
        first = errors[0]
        super().__init__(
            f"{self.count} entries are refused; entry {first.line}, {first.field}: {first.reason}"
        )


def check_entries(
    entries: Sequence[StockEntry | TransferEntry], *, least: int, once: bool = False
) -> None:
    """
    Check that each entry can be written.

    Args:
        entries: what was said.
        least: the smallest quantity that makes sense; zero is refused when it is not the smallest.
        once: whether each variant and location may be named once only.

    Raises:
        EntriesRefused: some cannot; up to a hundred are named.
    """
    faults: list[EntryFault] = []
    seen: set[tuple[UUID, UUID]] = set()
    for line, entry in enumerate(entries, 1):
        if fault := _fault(entry, least):
            faults.append(EntryFault(line, *fault))
        elif once and isinstance(entry, StockEntry):
            place = (entry.variant_id, entry.location_id)
            if place in seen:
                faults.append(EntryFault(line, "variant", "Named twice for this location."))
            seen.add(place)
    if faults:
        raise EntriesRefused(faults)


def _fault(entry: StockEntry | TransferEntry, least: int) -> tuple[str, str] | None:
    quantity = entry.quantity
    if type(quantity) is not int:
        return "quantity", "Must be a whole number."
    if quantity < least or quantity > MOST_UNITS:
        return "quantity", f"Must be between {least:,} and {MOST_UNITS:,}."
    if quantity == 0 and least != 0:
        return "quantity", "Nothing moves."
    if len(entry.note) > LONGEST_NOTE or "\x00" in entry.note:
        return "note", f"At most {LONGEST_NOTE} printable characters."
    if isinstance(entry, TransferEntry) and entry.from_location_id == entry.to_location_id:
        return "to_location", "Is where the goods are already."
    return None
