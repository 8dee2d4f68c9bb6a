"""The shop of the simulated month: the demo's places, with fewer goods and less room."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from serai.catalog.public import CreateChannel, create_channel, upsert_products, variants_of_skus
from serai.config.complete_journey import delivery, fulfilment
from serai.config.complete_journey.store_places import place_of_store
from serai.config.complete_journey.stores import CENTRE, LOCALES, WEB
from serai.fulfilment.public import SetSite, close_sites, set_sites
from serai.fulfilment.queries.network import known_now
from serai.inventory.public import LocationRow, assign_location, import_stock, upsert_locations
from serai.kernel.money import Money
from serai.pricing.public import import_prices

STORES, ARTICLES = 457, 60
SHIP_FROM = 12
"""Stores that send parcels, too: what the centre lacks comes from there."""
PLACES_OF_CENTRE, PLACES_OF_SENDER, PLACES_OF_STORE = 36, 5, 2
"""Orders that each can take a day: on busy days there are more."""


@dataclass(frozen=True, slots=True)
class Article:
    """Something that is sold; the scarce half is not at the centre alone."""

    sku: str
    variant_id: UUID


def open_shop(*, now: datetime) -> list[Article]:
    """Make the channel, the places, their hours and rates, and articles with prices and stock."""
    create_channel(
        CreateChannel(
            code=WEB,
            name="Web shop",
            currency="USD",
            locale="en",
            locales=LOCALES,
            country="US",
            time_zone="America/New_York",
            prices_include_tax=False,
        )
    )
    ids = upsert_locations([_centre(), *map(_store, range(1, STORES + 1))])
    assign_location(WEB, ids[CENTRE], priority=0)
    for number in range(1, SHIP_FROM + 1):
        assign_location(WEB, ids[_code(number)], priority=number)
    delivery.load()
    fulfilment.load(now=now)
    _make_room_scarce(now)
    return _articles(ids, now)


def close_known(day: datetime) -> None:
    """Close two stores for stock-taking in the third week: everybody knows it in advance."""
    close_sites([day.date()], reason="Stock-taking", location=_code(1))
    close_sites([day.date()], reason="Stock-taking", location=_code(20))


def _make_room_scarce(now: datetime) -> None:
    """Give every site fewer places, and let some stores send."""
    network = known_now(now).network
    told = []
    for site, place in zip(network.sites, network.places, strict=True):
        is_centre = place.code == CENTRE
        told.append(
            SetSite(
                location=place.code,
                time_zone=site.time_zone,
                hours=tuple(site.hours.as_texts()),
                handling_minutes=site.handling_minutes,
                handling_at_most=site.handling_at_most,
                cut_off_minutes=site.cut_off_minutes,
                daily_orders=_places(place.code),
                ships=is_centre or place.code in _senders(),
                hands_out=site.hands_out,
                collection=site.collection,
                hold_days=site.hold_days,
                parcel_minor=site.parcel_minor + (0 if is_centre else 300),
                derived=True,
            )
        )
    set_sites(told)


def _articles(ids: dict[str, UUID], now: datetime) -> list[Article]:
    skus = [f"ARTICLE-{number:02}" for number in range(ARTICLES)]
    rows = [{"sku": sku, "name": f"Article {sku[-2:]}", "channels": [WEB]} for sku in skus]
    report = upsert_products(rows, source="simulation", now=now)
    assert not report.errors, report.errors
    variants = variants_of_skus(skus)
    prices = [
        (variants[sku].id, WEB, Money(900 + 37 * n, "USD"), None) for n, sku in enumerate(skus)
    ]
    import_prices(prices, source="simulation", now=now)
    senders = [ids[code] for code in _senders()]
    levels = [
        (variants[sku].id, place, units)
        for n, sku in enumerate(skus)
        for place, units in _levels(n, ids[CENTRE], senders, list(ids.values()))
    ]
    import_stock(levels, now=now)
    return [Article(sku, variants[sku].id) for sku in skus]


def _levels(
    number: int, centre: UUID, senders: list[UUID], everywhere: list[UUID]
) -> list[tuple[UUID, int]]:
    """Every tenth article is at the centre in small numbers, and plentiful at one store that sends."""
    scarce = number % 10 == 0
    plenty = senders[number // 10 % len(senders)]
    at_stores = [
        (place, 600 if scarce and place == plenty else 12)
        for place in everywhere
        if place != centre and not (place in senders and place != plenty)
    ]
    return [(centre, 40 if scarce else 5_000), *at_stores]


def _places(code: str) -> int:
    if code == CENTRE:
        return PLACES_OF_CENTRE
    return PLACES_OF_SENDER if code in _senders() else PLACES_OF_STORE


def _senders() -> list[str]:
    return [_code(number) for number in range(1, SHIP_FROM + 1)]


def _code(number: int) -> str:
    return f"store-{number}"


def _centre() -> LocationRow:
    row = _store(0)
    return replace(
        row, code=CENTRE, name="Distribution centre East", kind="dc", lat=39.1, lon=-84.5
    )


def _store(number: int) -> LocationRow:
    place = place_of_store(number)
    return LocationRow(
        code=_code(number),
        name=f"Store {number}, {place.city}",
        kind="store",
        country="US",
        line1=place.line1,
        city=place.city,
        region=place.region,
        postcode=place.postcode,
        lat=place.latitude,
        lon=place.longitude,
        derived=True,
        source="simulation",
    )
