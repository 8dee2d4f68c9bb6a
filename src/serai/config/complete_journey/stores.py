"""The 457 stores and a distribution centre as locations, and the channels that sell from them."""

from dataclasses import dataclass
from uuid import UUID

from serai.catalog.public import ChannelExists, CreateChannel, create_channel
from serai.config.complete_journey.source import table
from serai.config.complete_journey.store_places import place_of_store
from serai.inventory.public import LocationRow, assign_location, upsert_locations
from serai.plumbing.progress import Progress

SOURCE = "complete-journey"
CENTRE = "dc-east"
WEB, STORES = "web", "stores"
LOCALES = ("en", "he", "ru", "be", "ka", "ar", "pt")


@dataclass(frozen=True, slots=True)
class Locations:
    """Where things lie: the centre's id, and each store's by the data's own number."""

    centre: UUID
    stores: dict[int, UUID]


def load(progress: Progress) -> Locations:
    """
    Make the channels `web` and `stores`, the centre and every store; change nothing that is there.

    The web shop sells from the centre. The addresses and coordinates are invented and marked derived.
    """
    for code, name in ((WEB, "Web shop"), (STORES, "Stores")):
        _open_channel(code, name)
    numbers = table("transactions").select("store_id").unique().sort("store_id").collect()
    store_ids = numbers["store_id"].to_list()
    with progress("Stores", len(store_ids) + 1) as advance:
        ids = upsert_locations([_centre(), *map(_store, store_ids)])
        assign_location(WEB, ids[CENTRE], priority=0)
        advance(len(ids))
    return Locations(ids[CENTRE], {number: ids[code_of_store(number)] for number in store_ids})


def code_of_store(store_id: int) -> str:
    """Return the code of the location that a store of the data became."""
    return f"store-{store_id}"


def _open_channel(code: str, name: str) -> None:
    command = CreateChannel(
        code=code,
        name=name,
        currency="USD",
        locale="en",
        locales=LOCALES,
        country="US",
        time_zone="America/New_York",
        prices_include_tax=False,
    )
    try:
        create_channel(command)
    except ChannelExists:
        return


def _centre() -> LocationRow:
    return LocationRow(
        code=CENTRE,
        name="Distribution centre East",
        kind="dc",
        country="US",
        line1="1 Logistics Way",
        city="Cincinnati",
        region="OH",
        postcode="45202",
        lat=39.1,
        lon=-84.5,
        derived=True,
        source=SOURCE,
    )


def _store(store_id: int) -> LocationRow:
    place = place_of_store(store_id)
    return LocationRow(
        code=code_of_store(store_id),
        name=f"Store {store_id}, {place.city}",
        kind="store",
        country="US",
        line1=place.line1,
        city=place.city,
        region=place.region,
        postcode=place.postcode,
        lat=place.latitude,
        lon=place.longitude,
        derived=True,
        source=SOURCE,
    )
