"""What every adapter of the weather keeps to."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from serai.inventory.adapters.told_weather import ToldWeather
from serai.inventory.domain.entry import EntriesRefused
from serai.inventory.ports import Weather, WeatherDay
from serai.inventory.usecases.demand.tell_weather import ToldDay, read_weather, tell_weather
from serai.plumbing.caches import forget_all
from serai.plumbing.facts.spool import spool

NOW = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
MONDAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def a_var_of_its_own(settings, a_folder: Path):
    settings.SERAI_VAR = a_folder
    forget_all()
    yield
    spool().close()


@pytest.fixture(params=[ToldWeather], ids=["told"])
def weather(request: pytest.FixtureRequest) -> Weather:
    """Return an adapter that knows a Monday at two places, and a Tuesday at one of them."""
    days = [
        ToldDay("north", MONDAY, 8.0, 0.0),
        ToldDay("south", MONDAY, 12.0, 4.0),
        ToldDay("north", MONDAY + timedelta(1), 5.0, 1.0),
    ]
    tell_weather(days, now=NOW)
    return request.param()


def test_a_day_is_the_mean_of_its_places(weather):
    told = weather.days(MONDAY, MONDAY + timedelta(6))

    assert told == {MONDAY: WeatherDay(10.0, 2.0), MONDAY + timedelta(1): WeatherDay(5.0, 1.0)}


def test_each_place_has_its_own_days(weather):
    assert weather.places(MONDAY, MONDAY + timedelta(6)) == {
        "north": {MONDAY: WeatherDay(8.0, 0.0), MONDAY + timedelta(1): WeatherDay(5.0, 1.0)},
        "south": {MONDAY: WeatherDay(12.0, 4.0)},
    }


def test_what_nobody_knows_is_not_made_up(weather):
    assert weather.days(MONDAY + timedelta(30), MONDAY + timedelta(40)) == {}
    assert weather.places(MONDAY + timedelta(30), MONDAY + timedelta(40)) == {}


def test_before_anybody_tells_the_weather_there_is_none():
    assert ToldWeather().places(MONDAY, MONDAY + timedelta(6)) == {}


def test_what_was_seen_follows_what_was_forecast(weather):
    later = NOW + timedelta(days=2)
    tell_weather([ToldDay("north", MONDAY + timedelta(1), 1.0, 9.0)], now=later)

    told = weather.days(MONDAY + timedelta(1), MONDAY + timedelta(1))

    assert told == {MONDAY + timedelta(1): WeatherDay(1.0, 9.0)}


def test_a_file_is_read_as_days():
    text = "on,temperature,rain\n2026-11-16,7.5,0\n2026-11-17,-3,12.25\n"

    assert read_weather(text) == [
        ToldDay("", MONDAY, 7.5, 0.0),
        ToldDay("", MONDAY + timedelta(1), -3.0, 12.25),
    ]


@pytest.mark.parametrize(
    "row", ["16.11.2026,7,0", "2026-11-16,warm,0", "2026-11-16,7,nan", "2026-11-16,7"]
)
def test_a_torn_row_is_named_and_nothing_is_read(row):
    with pytest.raises(EntriesRefused) as refused:
        read_weather(f"on,temperature,rain\n{row}\n")

    assert [fault.line for fault in refused.value.errors] == [2]


def test_weather_of_another_planet_is_refused(weather):
    with pytest.raises(EntriesRefused):
        tell_weather([ToldDay("", MONDAY, 461.0, 0.0)], now=NOW)
