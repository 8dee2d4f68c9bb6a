"""The weather that the merchant has told, from facts."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from statistics import fmean

from serai.inventory.ports import WeatherDay
from serai.inventory.queries.demand.weather_days import WEATHER_DAY
from serai.plumbing import facts
from serai.plumbing.facts.manifest import TableFolder
from serai.plumbing.facts.place import facts_folder


class ToldWeather:
    """Reads what `serai weather` brought in."""

    def days(self, first: date, last: date) -> Mapping[date, WeatherDay]:
        """Return the weather of days, the mean of all places."""
        by_day: dict[date, list[WeatherDay]] = defaultdict(list)
        for days in self.places(first, last).values():
            for on, day in days.items():
                by_day[on].append(day)
        return {
            on: WeatherDay(fmean(day.temperature for day in days), fmean(day.rain for day in days))
            for on, days in sorted(by_day.items())
        }

    def places(self, first: date, last: date) -> Mapping[str, Mapping[date, WeatherDay]]:
        """Return the weather of days of each place, as it was told last."""
        if not TableFolder(facts_folder(), WEATHER_DAY.name).manifest().rows:
            return {}  # a shop that tells none does without Ibis and DuckDB
        told = facts.table(WEATHER_DAY.name)
        inside = told.filter(told.on.between(first, last)).to_polars()
        heard = inside.sort("received_at", maintain_order=True)
        places: dict[str, dict[date, WeatherDay]] = defaultdict(dict)
        for day in heard.iter_rows(named=True):
            places[day["place"]][day["on"]] = WeatherDay(day["temperature"], day["rain"])
        return {place: dict(sorted(days.items())) for place, days in sorted(places.items())}
