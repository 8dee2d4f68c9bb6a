"""What everybody who knows of ageing stock keeps to."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from factories.catalog import a_variant
from factories.demand import NOW, foresee
from factories.inventory import a_location

from serai.inventory.models import OrderTerms
from serai.inventory.public import StockEntry, receive
from serai.ordering.adapters.ageing_stock import LyingTooLong
from serai.plumbing.caches import forget_all
from serai.pricing.ports import AgeingGoods, AgeingStock


@pytest.fixture(params=[LyingTooLong])
def ageing(
    request: pytest.FixtureRequest, db: None, settings: Any, tmp_path: Path
) -> Iterator[AgeingStock]:
    settings.SERAI_VAR = tmp_path
    forget_all()
    yield request.param()
    forget_all()


def test_nothing_is_known_to_age_before_anything_is_foreseen(ageing: AgeingStock):
    _milk_of_six_days(a_location("S1", kind="store").id, 20)

    assert ageing.of_channel("web", now=NOW) == []


def test_what_the_channel_sells_from_is_told_most_excess_first(
    ageing: AgeingStock, django_assert_max_num_queries: Any
):
    first, second = (a_location(code, kind="store").id for code in ("S1", "S2"))
    other = a_location("S3", kind="store", channel=None).id
    milk = _milk_of_six_days(first, 20)
    for place, units in ((second, 30), (other, 90)):
        receive([StockEntry(milk, place, units)], now=NOW - timedelta(days=6))
    foresee([milk], [first, second, other], [[14.0, 14.0, 14.0]])

    with django_assert_max_num_queries(5):
        found = ageing.of_channel("web", now=NOW)

    assert found == [
        AgeingGoods(milk, 30, 22.0, 4, spoils=True),
        AgeingGoods(milk, 20, 12.0, 4, spoils=True),
    ]
    assert ageing.of_channel("moon", now=NOW) == []


def _milk_of_six_days(place: UUID, units: int) -> UUID:
    """Return milk that keeps for ten days."""
    milk = a_variant("MILK").id
    OrderTerms.objects.create(variant_id=milk, shelf_life_days=10)
    receive([StockEntry(milk, place, units)], now=NOW - timedelta(days=6))
    return milk
