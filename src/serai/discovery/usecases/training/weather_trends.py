"""What is bought in which weather, and which weather is told of each store's days ahead."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.day_parts import days_of
from serai.discovery.usecases.training.lines import Lines
from serai.discovery.usecases.training.store_trends import Stores, rows_of_stores
from serai.inventory.ports import WeatherDay
from serai_science.in_weather import lifts_of_weather
from serai_science.weather_kinds import KINDS, kinds_of_days

_FIRST_DAY = date(1970, 1, 1).toordinal()

Days = Mapping[date, WeatherDay]


@dataclass(frozen=True, slots=True)
class Skies:
    """
    The weather that is told.

    Attributes:
        places: days seen and forecast, by the code of a store, or by any other name of the only place.
        today: from the day before it on, days are kept for what is shown.
    """

    places: Mapping[str, Days]
    today: date


NO_SKIES = Skies({}, date(1970, 1, 1))


@dataclass(frozen=True, slots=True)
class WeatherTrends:
    """Arrays of a training; see `domain.training.Training`."""

    by_weather: NDArray[np.float32]
    weather: NDArray[np.int8]
    weather_from: NDArray[np.int32]


def weather_trends(lines: Lines, n_products: int, stores: Stores, skies: Skies) -> WeatherTrends:
    """Return what weather does to sales, of the lines of which the weather is told; nothing where none is."""
    codes, store = rows_of_stores(lines, stores.codes)
    first, kinds = _kinds(skies.places, codes.astype("U64").tolist(), {*stores.codes.values()})
    day = days_of((lines.until - lines.age).astype(np.int64), lines.minute, stores.time_zone)
    column = np.where((day >= first) & (day < first + kinds.shape[1] - 1), day - first, -1)
    kind = kinds[store, column]
    told = kind >= 0
    if not told.any():
        return WeatherTrends(
            np.zeros((0, 0), np.float32), np.zeros((0, 0), np.int8), np.zeros(0, np.int32)
        )
    lifts = lifts_of_weather(kind[told], lines.product[told], day[told], shape=(KINDS, n_products))
    ahead = max(_number(skies.today) - 1 - first, 0)
    return WeatherTrends(lifts, kinds[:-1, ahead:-1], np.array([first + ahead], np.int32))


def _kinds(
    places: Mapping[str, Days], codes: list[str], known: Collection[str]
) -> tuple[int, NDArray[np.int8]]:
    """
    Return the first day that is told, and the kind of weather of each store's days from then on.

    The only place that is told is that of all stores, unless it is `known` as one of them. The last row is of
    purchases without a store, the last column of days of which nothing is told.
    """
    numbers = [_number(on) for days in places.values() for on in days]
    first = min(numbers, default=0)
    kinds = np.full((len(codes) + 1, max(numbers, default=0) - first + 2), -1, np.int8)
    only = next((name for name in places if len(places) == 1 and name not in known), None)
    for name, days in places.items():
        at = np.array([_number(on) for on in days])
        told = kinds_of_days(
            at,
            np.array([day.temperature for day in days.values()]),
            np.array([day.rain for day in days.values()]),
        )
        if name == only:
            kinds[:, at - first] = told
        elif name in codes:
            kinds[codes.index(name), at - first] = told
    return first, kinds


def _number(on: date) -> int:
    return on.toordinal() - _FIRST_DAY
