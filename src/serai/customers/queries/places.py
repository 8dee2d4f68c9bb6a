"""Places for an address that is being typed."""

from dataclasses import dataclass

import structlog

from serai.customers.domain.countries import checked_country
from serai.customers.ports import Gazetteer, GazetteerUnavailable, Place
from serai.plumbing.wiring import bound

log = structlog.get_logger("serai.customers")

SHORTEST, LONGEST, MOST = 2, 60, 20
"""Letters of a text that is looked up, and places in an answer."""


@dataclass(frozen=True, slots=True)
class PlacesView:
    """What was found, and what its licence wants to be shown."""

    items: list[Place]
    attribution: str


def places_like(text: str, *, country: str, limit: int = 8) -> PlacesView:
    """
    Return places that `text` is the beginning of; no statement. Nothing of it is kept.

    A gazetteer that does not answer counts as one that knows nothing: addresses can always be typed.

    Raises:
        CountryRefused: no country has this code.
    """
    code = checked_country(country)
    gazetteer = bound(Gazetteer)
    if not SHORTEST <= len(text.strip()) <= LONGEST:
        return PlacesView([], gazetteer.attribution)
    try:
        found = gazetteer.places(text, country=code, limit=max(1, min(limit, MOST)))
    except GazetteerUnavailable:
        log.warning("the gazetteer does not answer")
        found = []
    return PlacesView(list(found), gazetteer.attribution)
