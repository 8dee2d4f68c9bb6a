"""Say how much a sale at a location counts where there is too little for all."""

from collections.abc import Mapping

from serai.inventory.domain.entry import EntriesRefused, EntryFault
from serai.inventory.models import Location
from serai.plumbing.db import unit_of_work

LARGEST_WEIGHT = 10_000


@unit_of_work()
def set_location_weights(weights: Mapping[str, int]) -> int:
    """
    Write weights in percent by the codes of locations, all or none; return how many. 100 is as elsewhere.

    Raises:
        EntriesRefused: locations nobody knows, or weights outside 1 to 10,000.
    """
    faults = [
        EntryFault(line, "weight", f"Must be between 1 and {LARGEST_WEIGHT:,}.")
        for line, weight in enumerate(weights.values(), 1)
        if not 1 <= weight <= LARGEST_WEIGHT
    ]
    found = {row.code: row for row in Location.objects.filter(code__in=list(weights))}
    faults += [
        EntryFault(line, "location", f"There is no location {code!r}.")
        for line, code in enumerate(weights, 1)
        if code not in found
    ]
    if faults:
        raise EntriesRefused(faults)
    for code, row in found.items():
        row.weight = weights[code]
    return Location.objects.bulk_update(found.values(), ["weight"])
