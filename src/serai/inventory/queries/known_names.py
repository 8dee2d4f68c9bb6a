"""From the names that people use to ids, and back."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from serai.catalog.public import variants_of_ids, variants_of_skus
from serai.inventory.domain.entry import EntriesRefused, EntryFault, StockEntry, TransferEntry
from serai.inventory.models import Location
from serai.inventory.queries.locations import locations_of_codes
from serai.kernel.errors import DomainError, Kind


class UnknownSku(DomainError):
    """The catalogue has no variant with this SKU."""

    code = "inventory.unknown_sku"
    kind = Kind.NOT_FOUND

    def __init__(self, sku: str) -> None:
        self.sku = sku
        super().__init__(f"There is no article {sku!r}.")


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of SKUs and of location codes."""

    variants: dict[str, UUID]
    locations: dict[str, UUID]


def variant_of_sku(sku: str) -> UUID:
    """
    Return the variant with a SKU; one statement.

    Raises:
        UnknownSku: there is none.
    """
    found = variants_of_skus([sku])
    if sku not in found:
        raise UnknownSku(sku)
    return found[sku].id


def ids_of(entries: Iterable[tuple[str, dict[str, str]]]) -> Names:
    """
    Return the ids of everything that entries name; two statements.

    Args:
        entries: the SKU of each, and its location codes by field name.

    Raises:
        EntriesRefused: some names are unknown, or of sets, which have no stock; each is told with line and field.
    """
    listed = list(entries)
    known = variants_of_skus({sku for sku, _ in listed})
    variants = {sku: view.id for sku, view in known.items()}
    codes = {code for _, places in listed for code in places.values()}
    locations = {code: view.id for code, view in locations_of_codes(codes).items()}
    faults: list[EntryFault] = []
    for line, (sku, places) in enumerate(listed, 1):
        if sku not in variants:
            faults.append(EntryFault(line, "sku", f"There is no article {sku!r}."))
        elif known[sku].parts:
            faults.append(EntryFault(line, "sku", f"{sku} is a set: its parts are in stock."))
        faults += [
            EntryFault(line, field, f"There is no location {code!r}.")
            for field, code in places.items()
            if code not in locations
        ]
    if faults:
        raise EntriesRefused(faults)
    return Names(variants, locations)


def stock_entries(named: Iterable[tuple[str, str, int, str]]) -> list[StockEntry]:
    """
    Return entries by id; two statements.

    Args:
        named: SKU, location code, units and note of each.

    Raises:
        EntriesRefused: some names are unknown.
    """
    listed = list(named)
    names = ids_of((sku, {"location": code}) for sku, code, _, _ in listed)
    return [
        StockEntry(names.variants[sku], names.locations[code], units, note)
        for sku, code, units, note in listed
    ]


def transfer_entries(named: Iterable[tuple[str, str, str, int, str]]) -> list[TransferEntry]:
    """
    Return transfers by id; two statements.

    Args:
        named: SKU, code of the location that gives, of the one that takes, units and note of each.

    Raises:
        EntriesRefused: some names are unknown.
    """
    listed = list(named)
    names = ids_of(
        (sku, {"from_location": giver, "to_location": taker}) for sku, giver, taker, _, _ in listed
    )
    places = names.locations
    return [
        TransferEntry(names.variants[sku], places[giver], places[taker], units, note)
        for sku, giver, taker, units, note in listed
    ]


def names_of(variant_ids: Iterable[UUID], location_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the SKUs and location codes of ids, for refusals in clear words; two statements."""
    variants = variants_of_ids(list(variant_ids))
    places = Location.objects.filter(pk__in=list(location_ids)).values_list("pk", "code")
    return {**{key: view.sku for key, view in variants.items()}, **dict(places)}
