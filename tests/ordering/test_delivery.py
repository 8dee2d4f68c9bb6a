"""The rate table."""

from datetime import date

import pytest

from serai.ordering.domain.delivery import (
    Band,
    DeliveryKind,
    DeliveryNotOffered,
    Rate,
    chosen,
    offers,
    price_in,
)

DOOR, STORE = DeliveryKind.DELIVERY, DeliveryKind.PICKUP
RATES = [
    Rate("express", DOOR, {"en": "Express"}, 0, 990, 0, 1, position=2, countries=("US",)),
    Rate("standard", DOOR, {"en": "Standard", "he": "רגיל"}, 5000, 0, 2, 4, position=1),
    Rate("standard", DOOR, {"en": "Standard", "he": "רגיל"}, 0, 499, 2, 4, position=1),
    Rate("pickup", STORE, {"ka": "გატანა"}, 0, 0, 0, 1, position=3),
]


@pytest.mark.parametrize(
    ("items", "price"), [(0, 499), (4999, 499), (5000, 0), (5001, 0), (10**12, 0)]
)
def test_the_highest_band_that_is_reached_decides(items: int, price: int):
    [standard, *_] = offers(RATES, country="US", locale="en")

    assert standard.price_minor(items) == price


def test_bands_may_come_in_any_order():
    assert price_in([Band(500, 1), Band(0, 3), Band(200, 2)], 300) == 2


def test_offers_come_in_the_order_of_the_table():
    assert [offer.code for offer in offers(RATES, country="US", locale="en")] == [
        "standard",
        "express",
        "pickup",
    ]


def test_a_rate_is_offered_only_where_it_goes():
    assert [offer.code for offer in offers(RATES, country="CA", locale="en")] == [
        "standard",
        "pickup",
    ]


def test_every_rate_is_shown_before_the_address_is_known():
    assert len(offers(RATES, country=None, locale="en")) == 3


@pytest.mark.parametrize(
    ("locale", "label"), [("he", "רגיל"), ("he-IL", "רגיל"), ("ru", "Standard")]
)
def test_labels_come_in_the_readers_language_or_english(locale: str, label: str):
    assert offers(RATES, country="US", locale=locale)[0].label == label


def test_the_eta_counts_from_the_day_of_the_order():
    [standard, *_] = offers(RATES, country="US", locale="en")

    assert standard.eta(date(2027, 2, 27)) == (date(2027, 3, 1), date(2027, 3, 3))


def test_what_is_not_offered_cannot_be_chosen():
    with pytest.raises(DeliveryNotOffered) as refusal:
        chosen(offers(RATES, country="CA", locale="en"), "express")

    assert refusal.value.offered == ["standard", "pickup"]
