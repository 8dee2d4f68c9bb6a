"""About where an address is, told by the shop's own locations around it."""

from collections import defaultdict
from statistics import fmean

from msgspec import Struct

from serai.inventory.public import LocationView, locations
from serai.plumbing.caches import ShortCache

_SECONDS, _PREFIX = 60, 3
Point = tuple[float, float]
"""Latitude and longitude, in degrees."""
_Marks = dict[tuple[str, ...], Point]


class Address(Struct, frozen=True):
    """As much of an address as says about where it is."""

    country: str
    region: str = ""
    city: str = ""
    postcode: str = ""


def near_of(address: Address) -> Point | None:
    """
    Return about where an address is; `None` when no location of the shop is near enough to tell.

    It is the middle of the shop's locations with the same postcode, or else the beginning of it, the town or the
    region: rough, but enough to tell near from far, and nobody outside is asked. Usually without a statement.
    """
    marks = _known.get(None, _marks)
    found = (marks[key] for key in _keys(address) if key in marks)
    return next(found, None)


_known: ShortCache[None, _Marks] = ShortCache(seconds=_SECONDS)


def _marks() -> _Marks:
    """Return the middle of the locations that share each sort of place; one statement."""
    around: defaultdict[tuple[str, ...], list[LocationView]] = defaultdict(list)
    for place in locations():
        if place.lat is not None and place.lon is not None:
            address = Address(place.country, place.region, place.city, place.postcode)
            for key in _keys(address):
                around[key].append(place)
    return {
        key: (fmean(each.lat or 0 for each in places), fmean(each.lon or 0 for each in places))
        for key, places in around.items()
    }


def _keys(address: Address) -> list[tuple[str, ...]]:
    """Return the names of a place, the narrowest first; what is empty names nothing."""
    country, region, city, postcode = (
        " ".join(part.casefold().split())
        for part in (address.country, address.region, address.city, address.postcode)
    )
    return [
        *([("postcode", country, postcode)] if postcode else []),
        *([("postcodes", country, postcode[:_PREFIX])] if len(postcode) > _PREFIX else []),
        *([("city", country, region, city)] if city else []),
        *([("region", country, region)] if region else []),
    ]
