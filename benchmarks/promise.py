"""A cart of twenty lines over 457 locations: when it can be there, and who sends it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

import numpy as np

from serai.config.measurement import Measurement
from serai.fulfilment.domain.delivery_service import DeliveryService, Reach
from serai.fulfilment.domain.network import Network, Place
from serai.fulfilment.domain.opening_hours import OpeningHours
from serai.fulfilment.domain.promise import Question, delivery_promise, pickup_promises
from serai.fulfilment.domain.site import Site
from serai.fulfilment.domain.timetable import HORIZON
from serai.kernel.ids import uuid7
from serai_science.sourcing import cheapest_parcel_first, source

LOCATIONS, LINES, TIMES = 457, 20, 60
NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)
HOURS = OpeningHours.parse(["07:00-22:00"] * 6 + ["08:00-20:00"])
SERVICE = DeliveryService(
    "standard", (True,) * 6 + (False,), (Reach(400, 1, 2), Reach(20_040, 2, 4)), 40, 300
)


def measure() -> Iterator[Measurement]:
    """Yield milliseconds: promises of one centre and all stores, then sourcing of scattered goods."""
    rng = np.random.default_rng(20_261_122)
    network = _network(rng)
    wanted = rng.integers(1, 4, LINES)
    taken = np.zeros((LOCATIONS, HORIZON), np.int64)
    stores = rng.integers(0, 40, (LOCATIONS, LINES))
    centre = np.zeros_like(stores)
    centre[0] = 1000
    everywhere = Question(stores + centre, wanted, taken, (39.1, -84.5), NOW)
    from_centre = Question(centre, wanted, taken, (39.1, -84.5), NOW)

    def promise() -> None:
        assert delivery_promise(network, SERVICE, from_centre)
        assert pickup_promises(network, everywhere)

    yield Measurement(
        "promise of 20 lines over 457 locations",
        _milliseconds(promise),
        "ms",
        bar=5.0,
        at_most=True,
        note="one delivery service and the ten nearest stores, stock in memory",
    )
    scattered = rng.integers(0, 6, (LOCATIONS, LINES)) * (rng.random((LOCATIONS, LINES)) < 0.3)
    parcel = rng.uniform(300, 900, LOCATIONS)
    unit = rng.uniform(0, 100, (LOCATIONS, LINES))
    yield Measurement(
        "sourcing of 20 lines over 457 locations",
        _milliseconds(lambda: source(scattered, wanted, parcel_cost=parcel, unit_cost=unit)),
        "ms",
        reference=_milliseconds(
            lambda: cheapest_parcel_first(scattered, wanted, parcel_cost=parcel, unit_cost=unit)
        ),
        bar=20.0,
        bar_on_value=True,
        at_most=True,
        note="no location holds more than a few lines; floor: the cheapest parcel first",
    )


def _network(rng: np.random.Generator) -> Network:
    sites = [
        (
            Site(uuid7(), "America/New_York", HOURS, 45, 120, ships=number == 0),
            Place(f"store-{number}", "", "store", rng.uniform(33, 43), rng.uniform(-87, -77)),
        )
        for number in range(LOCATIONS)
    ]
    return Network.of(sites, [SERVICE], {}, [], now=NOW)


def _milliseconds(run: Callable[[], object]) -> float:
    run()
    times = []
    for _ in range(TIMES):
        started = perf_counter()
        run()
        times.append(perf_counter() - started)
    return 1000 * median(times)
