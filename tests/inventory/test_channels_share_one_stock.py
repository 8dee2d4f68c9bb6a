"""One stock for web, stores, social and marketplace: each channel has its buffers, and hears of every change."""

from collections.abc import Callable
from uuid import UUID

import pytest
from factories.catalog import a_channel, a_variant
from factories.inventory import NOW, a_location, counts, hold, stocked

from serai.inventory.events import AvailabilityChanged, StockLevelsChanged
from serai.inventory.public import (
    BadChannelBuffer,
    BadFeed,
    LocationNotFound,
    OutOfStock,
    assign_location,
    availability,
    feed_channel,
    free_units,
    release,
    set_channel_buffer,
    stop_feeding,
    withdraw_location,
)
from serai.kernel.ids import uuid7

pytestmark = pytest.mark.django_db
WEB, MARKET = "web", "market"


@pytest.fixture
def tea() -> UUID:
    """Return an article of which twelve are at DC1, from which the web and the marketplace sell."""
    variant = a_variant("TEA")
    place = a_location("DC1")
    a_channel(MARKET)
    assign_location(MARKET, place.id, priority=0)
    stocked(variant.id, place, 12)
    return variant.id


def centre() -> UUID:
    return a_location("DC1").id


def free(variant_id: UUID) -> dict[str, int]:
    return {each: availability([variant_id], each)[variant_id].free for each in (WEB, MARKET)}


def told(published: Callable[[], list], kind: type) -> list:
    return [each for each in published() if isinstance(each, kind)]


def test_a_channel_leaves_its_buffer_for_the_others(tea):
    set_channel_buffer(MARKET, centre(), buffer=10)

    assert free(tea) == {WEB: 12, MARKET: 2}
    assert [row.free for row in free_units([tea], MARKET)] == [2]


def test_no_order_of_the_channel_goes_below_it(tea):
    set_channel_buffer(MARKET, centre(), buffer=10)

    with pytest.raises(OutOfStock) as refusal:
        hold({tea: 3}, channel=MARKET)
    hold({tea: 2}, channel=MARKET)

    assert refusal.value.free == 2
    assert counts(tea) == {"DC1": (12, 2)}
    assert free(tea) == {WEB: 10, MARKET: 0}


def test_units_of_the_buffer_are_sold_by_the_others(tea):
    set_channel_buffer(MARKET, centre(), buffer=10)

    hold({tea: 12})

    assert free(tea) == {WEB: 0, MARKET: 0}


def test_a_band_is_that_of_the_channel(tea, published):
    set_channel_buffer(MARKET, centre(), buffer=10)

    hold({tea: 3})

    assert told(published, AvailabilityChanged) == [
        AvailabilityChanged((tea,), MARKET),  # twelve, less ten: low
        AvailabilityChanged((tea,), MARKET),  # nine, less ten: out
    ]


def test_of_a_channel_that_is_not_there_nothing_is_buffered(tea):
    other = a_location("DC2", channel=None)

    with pytest.raises(LocationNotFound):
        set_channel_buffer(MARKET, other.id, buffer=1)
    with pytest.raises(BadChannelBuffer):
        set_channel_buffer(MARKET, centre(), buffer=-1)


def test_a_channel_that_is_fed_hears_everything_once_at_the_beginning(tea, published):
    assert feed_channel(MARKET) == 1

    assert told(published, StockLevelsChanged) == [StockLevelsChanged(MARKET, (tea,), (12,))]


def test_every_change_reaches_every_channel_that_is_fed(tea, published, deliver):
    feed_channel(MARKET)
    feed_channel(WEB)
    before = len(told(published, StockLevelsChanged))

    hold({tea: 1})
    deliver()

    assert sorted(
        (each.channel_code, each.units) for each in told(published, StockLevelsChanged)[before:]
    ) == [(MARKET, (11,)), (WEB, (11,))]


def test_a_channel_is_told_what_its_buffers_leave_and_never_more_than_it_may_know(
    tea, published, deliver
):
    feed_channel(MARKET, most_units=5)
    set_channel_buffer(MARKET, centre(), buffer=2)
    order = uuid7()
    hold({tea: 8}, of=order)
    release(order, now=NOW)
    deliver()

    units = [each.units for each in told(published, StockLevelsChanged)]

    assert units[0] == units[-1] == (5,)


def test_who_is_not_fed_is_told_bands_alone(tea, published, deliver):
    hold({tea: 1})
    deliver()

    assert told(published, StockLevelsChanged) == []
    assert told(published, AvailabilityChanged) == []


def test_a_channel_that_is_fed_no_more_hears_nothing(tea, published, deliver):
    feed_channel(MARKET)
    assert [stop_feeding(MARKET), stop_feeding(MARKET)] == [True, False]
    before = len(told(published, StockLevelsChanged))

    hold({tea: 1})
    deliver()

    assert told(published, StockLevelsChanged)[before:] == []


def test_a_channel_that_leaves_a_location_is_told_that_nothing_is_left(tea, published, deliver):
    feed_channel(MARKET)

    withdraw_location(MARKET, centre())
    deliver()

    assert told(published, StockLevelsChanged)[-1].units == (0,)


def test_at_most_none_is_no_feed(tea):
    with pytest.raises(BadFeed):
        feed_channel(MARKET, most_units=0)
