"""Say what the weather was, or is forecast to be."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import StringIO
from math import isfinite

from serai.inventory.domain.entry import EntriesRefused, EntryFault
from serai.inventory.queries.demand.weather_days import WEATHER_DAY
from serai.plumbing import facts

_COLDEST, _HOTTEST, _WETTEST = -90.0, 60.0, 2_000.0


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day at a place: mean degrees Celsius, millimetres of rain."""

    place: str
    on: date
    temperature: float
    rain: float


def tell_weather(days: Sequence[ToldDay], *, now: datetime) -> int:
    """
    Write the weather of days: all, or none; return how many. Said again, it counts as said last.

    Raises:
        EntriesRefused: weather that this planet does not have.
    """
    faults = [
        EntryFault(line, "temperature", "Degrees from -90 to 60, millimetres from 0 to 2,000.")
        for line, day in enumerate(days, 1)
        if not _COLDEST <= day.temperature <= _HOTTEST or not 0 <= day.rain <= _WETTEST
    ]
    if faults:
        raise EntriesRefused(faults)
    import polars as pl  # noqa: PLC0415 - the processes that serve do not load it

    frame = pl.DataFrame(
        [
            {
                "event_id": f"{day.place}:{day.on}:{now.isoformat()}",
                "occurred_at": datetime.combine(day.on, time(), UTC),
                "place": day.place,
                "on": day.on,
                "temperature": day.temperature,
                "rain": day.rain,
            }
            for day in days
        ],
        schema_overrides={"occurred_at": pl.Datetime("us", "UTC")},
    )
    return facts.write_rows(WEATHER_DAY.name, frame, now=now)


def read_weather(text: str) -> list[ToldDay]:
    """
    Return the days of a CSV file: on (YYYY-MM-DD), temperature, rain and, where there are several, place.

    Raises:
        EntriesRefused: columns are missing, or a value is no day or no number.
    """
    rows = csv.DictReader(StringIO(text))
    found, faults = [], []
    for line, row in enumerate(rows, 2):
        for field in ("temperature", "rain", "on"):
            if not _reads(field, row.get(field) or ""):
                faults.append(EntryFault(line, field, "A day as 2026-12-31, numbers with a point."))
                break
        else:
            place = (row.get("place") or "").strip()
            on = date.fromisoformat(row["on"])
            found.append(ToldDay(place, on, float(row["temperature"]), float(row["rain"])))
    if faults:
        raise EntriesRefused(faults)
    return found


def _reads(field: str, text: str) -> bool:
    try:
        if field == "on":
            date.fromisoformat(text)
            return True
        return isfinite(float(text))
    except ValueError:
        return False
