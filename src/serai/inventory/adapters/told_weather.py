"""The weather that the merchant has told, from facts."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from statistics import fmean

from serai.inventory.ports import WeatherDay
from serai.inventory.queries.demand.weather_days import WEATHER_DAY
from serai.plumbing import facts


class ToldWeather:
    """Reads what `serai weather` brought in."""

    def days(self, first: date, last: date) -> Mapping[date, WeatherDay]:
        """Return the weather of days, the mean of all places."""
        told = facts.table(WEATHER_DAY.name)
        inside = told.filter(told.on.between(first, last)).to_polars()
        heard = inside.sort("received_at", maintain_order=True)
        latest = {(day["place"], day["on"]): day for day in heard.iter_rows(named=True)}
        by_day = defaultdict(list)
        for (_, on), day in latest.items():
            by_day[on].append(day)
        return {
            on: WeatherDay(
                fmean(day["temperature"] for day in days), fmean(day["rain"] for day in days)
            )
            for on, days in sorted(by_day.items())
        }
