"""Goods that will not be sold while they are good are told, and how many of them."""

from datetime import timedelta

import pytest
from factories.catalog import a_variant
from factories.demand import foresee
from inventory.demand.conftest import NOW

from serai.inventory.models import OrderTerms
from serai.inventory.public import AgeingStock, StockEntry, ageing_stock, receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def milk():
    return a_variant("MILK-1").id


def came(variant, store, units, days):
    receive([StockEntry(variant, store.id, units)], now=NOW - timedelta(days))


def test_without_a_model_nothing_is_known_to_age(milk, stores):
    came(milk, stores[0], 100, 300)

    assert ageing_stock(now=NOW) == []


def test_what_is_not_sold_while_it_is_good_is_told(milk, stores, django_assert_num_queries):
    OrderTerms.objects.create(variant_id=milk, shelf_life_days=10)
    came(milk, stores[0], 20, 6)  # good for four days more: eight are sold
    came(milk, stores[0], 10, 1)
    came(milk, stores[1], 3, 1)
    foresee([milk], [store.id for store in stores], [[14.0, 14.0]])

    with django_assert_num_queries(4):
        [told] = ageing_stock(now=NOW)

    assert told == AgeingStock(milk, stores[0].id, 30, 12.0, 4, NOW - timedelta(6), spoils=True)


def test_of_two_lots_the_one_that_binds_more_tells_how_many_and_the_first_until_when(milk, stores):
    OrderTerms.objects.create(variant_id=milk, shelf_life_days=10)
    came(milk, stores[0], 20, 6)  # until then 8 are sold: 12 too many
    came(milk, stores[0], 60, 3)  # until the seventh day 14 are: 66 too many
    foresee([milk], [store.id for store in stores], [[14.0, 14.0]])

    [told] = ageing_stock(now=NOW)

    assert (told.units, told.excess, told.days) == (80, 66.0, 4)


def test_what_is_past_its_day_is_too_late(milk, stores):
    OrderTerms.objects.create(variant_id=milk, shelf_life_days=10)
    came(milk, stores[0], 5, 12)
    foresee([milk], [store.id for store in stores], [[14.0, 14.0]])

    [told] = ageing_stock(now=NOW)

    assert (told.excess, told.days) == (5.0, 0)


def test_what_keeps_for_ever_is_to_be_sold_within_half_a_year(milk, stores):
    came(milk, stores[0], 400, 3)
    foresee([milk], [store.id for store in stores], [[14.0, 14.0]])

    [told] = ageing_stock(now=NOW)

    assert (told.excess, told.days, told.spoils) == (40.0, 180, False)


def test_what_lies_under_the_number_of_a_set_does_not_age(milk, stores):
    box = a_variant("BOX").id
    came(milk, stores[0], 400, 3)
    came(box, stores[0], 400, 3)
    foresee([milk, box], [store.id for store in stores], [[14.0, 14.0], [14.0, 14.0]])

    assert {each.variant_id for each in ageing_stock(now=NOW)} == {milk, box}
    a_variant("BOX", parts=["MILK-1"])
    assert {each.variant_id for each in ageing_stock(now=NOW)} == {milk}
