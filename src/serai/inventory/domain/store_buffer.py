"""Units that a store keeps from shoppers who order ahead: what the books say may not be on the shelf."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from serai.inventory.domain.entry import MOST_UNITS
from serai.kernel.errors import DomainError, Kind


class BadStoreBuffer(DomainError):
    """A store cannot keep so many units back."""

    code = "inventory.bad_store_buffer"
    kind = Kind.REJECTED

    def __init__(self, units: int) -> None:
        self.units = units
        super().__init__(f"Keep between 0 and {MOST_UNITS:,} units back; not {units}.")


@dataclass(frozen=True, slots=True)
class StoreBuffer:
    """
    So many units of each article of a category stay on a store's shelf.

    Attributes:
        location_id: which store.
        category: path of the category, such as "grocery/frozen"; empty: everything.
        units: how many of each article nobody can order to collect there.
    """

    location_id: UUID
    category: str
    units: int

    def __post_init__(self) -> None:
        """
        Check the figure.

        Raises:
            BadStoreBuffer: below zero, or more than make sense.
        """
        if type(self.units) is not int or not 0 <= self.units <= MOST_UNITS:
            raise BadStoreBuffer(self.units)


def kept_at(
    buffers: Iterable[StoreBuffer], categories: Mapping[UUID, Collection[str]]
) -> dict[tuple[UUID, UUID], int]:
    """
    Return what is kept back, by variant and store; of a store's buffers the one of the narrowest category counts.

    Args:
        buffers: what stores keep.
        categories: of each variant the paths of its category and of those above.

    Example:
        >>> milk, store = UUID(int=1), UUID(int=9)
        >>> told = [StoreBuffer(store, "", 1), StoreBuffer(store, "dairy", 3)]
        >>> kept_at(told, {milk: {"dairy", "dairy/milk"}})[milk, store]
        3
    """
    found: dict[tuple[UUID, UUID], int] = {}
    for buffer in sorted(buffers, key=lambda each: each.category.count("/") + bool(each.category)):
        for variant_id, paths in categories.items():
            if not buffer.category or buffer.category in paths:
                found[variant_id, buffer.location_id] = buffer.units
    return {spot: units for spot, units in found.items() if units}
