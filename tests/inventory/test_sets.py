"""What is free of sets, which have no stock of their own."""

import pytest
from factories.catalog import a_variant
from factories.inventory import NOW, a_location, hold, stocked

from serai.inventory.events import AvailabilityChanged, StockLevelsChanged
from serai.inventory.public import (
    Band,
    EntriesRefused,
    StockEntry,
    adjust,
    assign_location,
    availability,
    feed_channel,
    release,
    set_channel_buffer,
    withdraw_location,
)
from serai.inventory.queries.known_names import stock_entries
from serai.inventory.queries.stores_of_product import stores_of_product
from serai.inventory.usecases.feed_channel import tell_levels

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts():
    """Two teas and a mug are in the set BOX."""
    return a_variant("TEA"), a_variant("MUG")


@pytest.fixture
def box(parts):
    return a_variant("BOX", parts=["2 x TEA", "MUG"])


def told(published):
    """Return which variants were told to have moved, event by event."""
    return [set(e.variant_ids) for e in published() if isinstance(e, AvailabilityChanged)]


def test_a_set_is_as_free_as_the_scarcest_of_its_parts(parts, box, django_assert_num_queries):
    tea, mug = parts
    stocked(tea.id, a_location(), 9)
    assert availability([box.id], "web")[box.id].free == 0
    stocked(mug.id, a_location(), 100)

    with django_assert_num_queries(1):
        found = availability([box.id, tea.id, mug.id], "web")

    assert {each: there.free for each, there in found.items()} == {
        box.id: 4,
        tea.id: 9,
        mug.id: 100,
    }
    assert found[box.id].band is Band.LOW


def test_parts_may_lie_at_several_places_of_the_channel_and_its_buffers_count(parts, box):
    tea, mug = parts
    one, other = a_location("DC1"), a_location("DC2")
    stocked(tea.id, one, 3), stocked(tea.id, other, 3), stocked(mug.id, other, 50)

    assert availability([box.id], "web")[box.id].free == 3
    set_channel_buffer("web", one.id, buffer=2)
    assert availability([box.id], "web")[box.id].free == 2


def test_what_was_once_in_stock_under_the_number_of_the_set_does_not_count(parts):
    place = a_location()
    box = a_variant("BOX")
    stocked(box.id, place, 7)
    box = a_variant("BOX", parts=["TEA"])

    assert availability([box.id], "web")[box.id].free == 0


def test_no_stock_is_booked_under_the_number_of_a_set(box):
    a_location("DC1")

    with pytest.raises(EntriesRefused) as refusal:
        stock_entries([("BOX", "DC1", 5, "")])

    assert [(fault.field, fault.reason) for fault in refusal.value.errors] == [
        ("sku", "BOX is a set: its parts are in stock.")
    ]


def test_a_set_follows_its_parts_even_where_they_stay_in_their_band(parts, box, published):
    tea, mug = parts
    place = a_location()
    stocked(tea.id, place, 30), stocked(mug.id, place, 100)
    seen = len(told(published))

    adjust([StockEntry(tea.id, place.id, -10)], now=NOW)  # 20 teas: both as before
    assert told(published)[seen:] == []
    held = hold({tea.id: 12})  # 8 teas are as before, four sets are low
    assert availability([box.id], "web")[box.id].band is Band.LOW
    assert {box.id} in told(published)[seen:] or {box.id, tea.id} in told(published)[seen:]
    seen = len(told(published))
    release(held.reservation_of, now=NOW)
    assert any(box.id in each for each in told(published)[seen:])


def test_a_set_follows_the_places_from_which_a_channel_sells(parts, box, published):
    place = a_location()
    for part in parts:
        stocked(part.id, place, 50)
    seen = len(told(published))

    withdraw_location("web", place.id)
    assert told(published)[seen:] == [{box.id, *(part.id for part in parts)}]
    assign_location("web", place.id, priority=0)
    assert told(published)[seen + 1 :] == [{box.id, *(part.id for part in parts)}]


def test_a_channel_that_is_told_numbers_is_told_those_of_sets(parts, box, published):
    tea, mug = parts
    place = a_location()
    stocked(tea.id, place, 60), stocked(mug.id, place, 50)

    feed_channel("web")

    [levels] = [each for each in published() if isinstance(each, StockLevelsChanged)]
    assert dict(zip(levels.variant_ids, levels.units, strict=True)) == {
        tea.id: 60,
        mug.id: 50,
        box.id: 30,
    }
    seen = len(told(published))
    hold({tea.id: 2})
    assert told(published)[seen:] == [{tea.id, box.id}]
    tell_levels("web", [box.id])
    assert published()[-1].units == (29,)


def test_a_store_has_a_set_when_it_has_all_parts(parts, box):
    tea, mug = parts
    here, there = (a_location(code, kind="store") for code in ("S1", "S2"))
    stocked(tea.id, here, 5), stocked(mug.id, here, 1), stocked(tea.id, there, 5)

    assert [store.code for store in stores_of_product([box.id]).items] == ["S1"]
    assert [store.code for store in stores_of_product([tea.id]).items] == ["S1", "S2"]
