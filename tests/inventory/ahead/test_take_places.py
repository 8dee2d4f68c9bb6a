"""Places in the queue: never more than the limit, and true about when goods come."""

from datetime import timedelta
from uuid import UUID

import pytest
from factories.ahead import back_ordered, expected, in_days, pre_ordered, queue_of, wait
from factories.catalog import a_variant
from factories.inventory import NOW, a_location, hold, stocked

from serai.inventory.public import (
    AheadKind,
    AheadTerms,
    BadAheadTerms,
    OutOfStock,
    Window,
    allot_units,
    give_up_places,
    set_ahead_terms,
    sold_ahead,
)
from serai.kernel.ids import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea() -> UUID:
    """Return an article of which DC1 has nothing."""
    a_location("DC1")
    return a_variant("TEA").id


def test_units_of_which_nothing_is_there_wait_for_the_delivery(tea: UUID):
    terms = back_ordered("TEA")
    expected("TEA", 10, 11, 13)

    [place] = wait(tea, 4, terms)

    assert (place.units, place.window) == (4, Window(in_days(11), in_days(13)))
    assert queue_of(tea) == [(4, 0, 0, "waiting")]


def test_what_is_there_does_not_wait(tea: UUID):
    terms = back_ordered("TEA", most=5)
    stocked(tea, a_location("DC1"), 3)

    assert wait(tea, 3, terms) == ()
    assert [place.units for place in wait(tea, 5, terms)] == [2]


def test_what_others_wait_for_is_not_there_for_whoever_comes_later(tea: UUID):
    terms = back_ordered("TEA", most=5)
    wait(tea, 2, terms)
    stocked(tea, a_location("DC1"), 3)

    assert [place.units for place in wait(tea, 2, terms)] == [1]


def test_no_more_wait_than_deliveries_bring(tea: UUID):
    terms = back_ordered("TEA")
    expected("TEA", 10, 11, 13)
    wait(tea, 7, terms)

    with pytest.raises(OutOfStock) as refusal:
        wait(tea, 4, terms)

    assert [(each.sku, each.asked, each.free) for each in refusal.value.shortages] == [
        ("TEA", 4, 3)
    ]
    assert queue_of(tea) == [(7, 0, 0, "waiting")]


def test_no_more_wait_than_the_limit_and_places_that_are_given_up_are_free_again(tea: UUID):
    terms = back_ordered("TEA", most=3)
    mine = uuid7()
    wait(tea, 3, terms, of=mine)
    with pytest.raises(OutOfStock):
        wait(tea, 1, terms)

    assert give_up_places(mine, {tea: 2}) == {tea: 2}
    wait(tea, 2, terms)

    assert give_up_places(mine) == {tea: 1}
    assert give_up_places(mine) == {}


def test_places_of_the_same_order_are_replaced(tea: UUID):
    terms, mine = back_ordered("TEA", most=3), uuid7()

    wait(tea, 3, terms, of=mine, agreed=False)
    wait(tea, 2, terms, of=mine, agreed=False)

    assert queue_of(tea) == [(2, 0, 0, "held")]


def test_nothing_is_sold_ahead_after_the_last_day(tea: UUID):
    terms = back_ordered("TEA", most=3, until=in_days(2))
    wait(tea, 1, terms, now=NOW + timedelta(days=2))

    with pytest.raises(OutOfStock):
        wait(tea, 1, terms, now=NOW + timedelta(days=3))


def test_a_pre_order_waits_for_its_release_even_with_goods_on_the_shelf(tea: UUID):
    terms = pre_ordered("TEA", in_days(20))
    stocked(tea, a_location("DC1"), 10)

    [place] = wait(tea, 2, terms)

    assert place.window == Window(in_days(20), in_days(20))
    assert allot_units(now=NOW) == 0
    assert allot_units(now=NOW + timedelta(days=20)) == 1
    assert queue_of(tea) == [(2, 2, 0, "over")]


def test_a_second_delivery_serves_those_whom_the_first_does_not_reach(tea: UUID):
    terms = back_ordered("TEA")
    expected("TEA", 3, 5, 6)
    expected("TEA", 3, 9, 12, reference="PO-2")

    windows = [place.window for units in (3, 1, 2) for place in wait(tea, units, terms)]

    soon, late = Window(in_days(5), in_days(6)), Window(in_days(9), in_days(12))
    assert windows == [soon, late, late]


def test_a_plain_reservation_is_not_asked_about_queues(tea: UUID, django_assert_num_queries):
    stocked(tea, a_location("DC1"), 3)

    with django_assert_num_queries(3):  # its own transaction, and one statement
        hold({tea: 1})


@pytest.mark.parametrize(
    "terms",
    [
        AheadTerms(AheadKind.BACK_ORDER, only_expected=False),
        AheadTerms(AheadKind.BACK_ORDER, most_units=0),
        AheadTerms(AheadKind.PRE_ORDER),
        AheadTerms(AheadKind.BACK_ORDER, release_on=in_days(3)),
        AheadTerms(AheadKind.PRE_ORDER, release_on=in_days(3), until=in_days(1)),
    ],
    ids=["no limit", "a limit of none", "no release", "released twice", "ends before it is out"],
)
def test_terms_that_make_no_sense_are_refused(tea: UUID, terms: AheadTerms):
    with pytest.raises(BadAheadTerms):
        set_ahead_terms({("TEA", "web"): terms}, now=NOW)

    assert sold_ahead("web") == {}


def test_terms_of_what_does_not_exist_are_refused_with_all_others(tea: UUID):
    fine = AheadTerms(AheadKind.BACK_ORDER, most_units=1)

    with pytest.raises(BadAheadTerms, match="NONE"):
        set_ahead_terms({("TEA", "web"): fine, ("NONE", "web"): fine}, now=NOW)


def test_terms_are_known_at_once_and_without_a_statement(tea: UUID, django_assert_num_queries):
    terms = back_ordered("TEA", most=3)
    assert sold_ahead("web") == {tea: terms}

    with django_assert_num_queries(0):
        assert sold_ahead("shop") == {}
