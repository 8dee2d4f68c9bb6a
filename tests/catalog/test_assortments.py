"""Which channel sells what, and when."""

from datetime import timedelta

import pytest
from factories.catalog import NOW, a_channel, a_product, products

from serai.catalog.events import ProductsChanged
from serai.catalog.models import Assortment
from serai.catalog.public import product, upsert_products
from serai.catalog.usecases.turn_assortments import turn_assortments

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def sold(sells_from=None, sells_until=None):
    a_channel()
    return a_product(
        "M1",
        channels=[
            {
                "code": "web",
                "from": sells_from and sells_from.isoformat(),
                "until": sells_until and sells_until.isoformat(),
            }
        ],
    )


@pytest.mark.parametrize(
    ("sells_from", "sells_until", "is_open"),
    [
        (None, None, True),
        (NOW, None, True),
        (NOW + DAY, None, False),
        (None, NOW + DAY, True),
        (None, NOW, False),
        (NOW - DAY, NOW + DAY, True),
        (NOW + DAY, NOW + 2 * DAY, False),
    ],
)
def test_a_channel_sells_from_then_until_just_before_then(sells_from, sells_until, is_open):
    milk = sold(sells_from, sells_until)

    assert (milk.channels == ("web",)) == is_open
    [entry] = milk.assortments
    assert (entry.sells_from, entry.sells_until, entry.open) == (sells_from, sells_until, is_open)


def test_the_clock_opens_and_closes_and_tells(published):
    milk = sold(NOW + DAY, NOW + 2 * DAY)
    seen = len(published())

    assert turn_assortments(now=NOW + DAY / 2) == 0
    assert turn_assortments(now=NOW + DAY) == 1
    assert turn_assortments(now=NOW + DAY) == 0
    assert product(milk.id).channels == ("web",)
    assert turn_assortments(now=NOW + 2 * DAY) == 1
    assert product(milk.id).channels == ()
    assert turn_assortments(now=NOW + 3 * DAY) == 0
    assert published()[seen:] == [ProductsChanged(product_ids=(milk.id,))] * 2


def test_a_quiet_minute_costs_one_look(django_assert_num_queries):
    sold(NOW + DAY)

    with django_assert_num_queries(3):  # the savepoint's two and one look
        turn_assortments(now=NOW)


def test_channels_that_are_not_named_again_sell_no_more():
    a_channel("till")
    milk = a_product("M1", channels=["till"])
    a_channel("web")

    products({"sku": "M1", "channels": ["web"]})

    assert product(milk.id).channels == ("web",)
    assert Assortment.objects.count() == 1


@pytest.mark.parametrize(
    "channels",
    [
        "web",
        ["web", "web"],
        [{"code": "web", "from": "tomorrow"}],
        [{"code": "web", "from": "2027-01-01T00:00:00"}],
        [{"code": "web", "from": "2027-01-02T00:00:00Z", "until": "2027-01-01T00:00:00Z"}],
        [{"from": "2027-01-02T00:00:00Z"}],
        [7],
    ],
)
def test_assortments_that_cannot_be_are_errors(channels):
    a_channel()

    report = upsert_products(
        [{"sku": "M1", "name": "Milk", "channels": channels}], source="test", now=NOW
    )

    assert [error.field for error in report.errors] == ["channels"]
