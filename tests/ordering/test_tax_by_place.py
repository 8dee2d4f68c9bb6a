"""Tax follows the address: rates, sums, the order's copy, and what is taken off."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from factories.ordering import ADDRESS, CONTACT, Shopper, a_cart, an_article, ready_to_order

from serai.plumbing.caches import forget_all
from serai.plumbing.db import rows
from serai.plumbing.wiring import bind, bound
from serai.pricing.domain.tax.number import TaxNumber
from serai.pricing.ports import RegisterAnswer, TaxIdRegister, TaxRegisterUnavailable
from serai.pricing.public import (
    ChannelTax,
    Place,
    Sourcing,
    TaxRate,
    set_channel_tax,
    set_tax_rates,
)

pytestmark = pytest.mark.django_db
LONG_AGO = date(2020, 1, 1)
KANSAS = ADDRESS | {"region": "Kansas", "city": "Wichita", "postcode": "67202"}
OREGON = ADDRESS | {"region": "OR", "city": "Salem", "postcode": "97301"}


def a_rate(component: str, name: str, rate: str, **where) -> TaxRate:
    return TaxRate(component, name, where.pop("country", "US"), Decimal(rate), LONG_AGO, **where)


@pytest.fixture
def american(shop) -> None:
    """Sell from Ohio (7.25 % at the origin) to registered Kansas (6.5 % and Wichita's 1 %)."""
    set_tax_rates(
        [
            a_rate("state", "Ohio", "0.0575", region="OH"),
            a_rate("county", "Montgomery County", "0.015", region="OH", postcodes="454"),
            a_rate("state", "Kansas", "0.065", region="KS"),
            a_rate("state", "Kansas", "0", region="KS", tax_class="food"),
            a_rate("city", "Wichita", "0.01", region="KS", postcodes="67202"),
        ],
        source="tests",
    )
    set_channel_tax(
        "web",
        ChannelTax(
            "Sales tax",
            sourcing=Sourcing.US,
            origin=Place.of("US", "OH", "45402"),
            registrations=frozenset({"US-OH", "US-KS"}),
        ),
    )


def told(cart: dict) -> list[tuple[str, str, int, int]]:
    return [
        (line["name"], line["rate"], line["base"]["minor"], line["tax"]["minor"])
        for line in cart["totals"]["taxes"]
    ]


def moved(checkout, address: dict) -> dict:
    response = checkout.shopper.put(f"{checkout.path}/contact", CONTACT | {"address": address})
    assert response.status_code == 200, response.content
    return response.json()


def test_no_tax_is_told_before_the_address_is(american):
    cart = a_cart(MILK=1).cart

    assert (cart["totals"]["tax"]["minor"], cart["totals"]["taxes"]) == (0, [])
    assert cart["totals"]["tax_treatment"] == "unknown_place"


def test_tax_follows_the_address_and_adds_up_by_rate(american):
    an_article("TEA", "10.00")
    checkout = a_cart(TEA=1)

    kansas = moved(checkout, KANSAS)
    oregon = moved(checkout, OREGON)
    read = checkout.shopper.get(checkout.path).json()

    assert told(kansas) == [("Kansas", "0.065", 1000, 65), ("Wichita", "0.01", 1000, 10)]
    assert kansas["totals"]["tax"]["minor"] == 75
    assert (oregon["totals"]["tax"]["minor"], oregon["totals"]["tax_treatment"]) == (
        0,
        "not_registered",
    )
    assert read["totals"] == oregon["totals"]


def test_within_a_state_of_origin_the_sellers_rate_counts(american):
    an_article("TEA", "10.00")
    cleveland = ADDRESS | {"city": "Cleveland", "postcode": "44101"}

    cart = moved(a_cart(TEA=1), cleveland)

    assert [name for name, *_ in told(cart)] == ["Ohio", "Montgomery County"]
    assert cart["totals"]["tax"]["minor"] == 73  # 7.25 % of 10.00


def test_a_tax_class_has_its_own_rate(american):
    an_article("BREAD", "10.00")
    rows("UPDATE catalog_product SET tax_class = 'food' WHERE code = 'BREAD' RETURNING id")

    cart = moved(a_cart(BREAD=1), KANSAS)

    assert cart["totals"]["tax"]["minor"] == 10  # only the city's 1 %


def test_the_order_keeps_what_it_was_taxed(american):
    an_article("TEA", "10.00")
    checkout = ready_to_order(TEA=3)
    moved(checkout, KANSAS)
    checkout.cart = checkout.shopper.get(checkout.path).json()

    placed = checkout.place()
    order = checkout.shopper.get(f"/orders/{placed.json()['id']}").json()

    assert placed.status_code == 201, placed.content
    assert order["totals"] == placed.json()["totals"]
    assert told(order) == [("Kansas", "0.065", 3499, 227), ("Wichita", "0.01", 3499, 35)]
    assert rows("SELECT tax_minor, tax_rate FROM ordering_order_line") == [
        (225, Decimal("0.075")),
    ]


@pytest.fixture
def european(shop) -> None:
    """Sell gross from Germany, through the one-stop shop."""
    rows(
        "UPDATE catalog_channel SET currency = 'USD', prices_include_tax = true, country = 'DE'"
        " RETURNING id"
    )
    forget_all()
    set_tax_rates(
        [
            a_rate("vat", "VAT", "0.19", country="DE"),
            a_rate("vat", "VAT", "0.2", country="FR"),
        ],
        source="tests",
    )
    set_channel_tax(
        "web",
        ChannelTax("VAT", sourcing=Sourcing.EU, origin=Place.of("DE"), oss=True),
    )


PARIS = ADDRESS | {"country": "FR", "region": "", "city": "Paris", "postcode": "75001"}
ZURICH = PARIS | {"country": "CH", "city": "Zürich", "postcode": "8001"}


def test_across_a_border_the_price_stays_and_the_tax_in_it_changes(european):
    an_article("TEA", "11.90")
    checkout = a_cart(TEA=1)

    home, paris = checkout.cart, moved(checkout, PARIS)

    assert [cart["totals"]["total"]["minor"] for cart in (home, paris)] == [1190, 1190]
    assert told(home) == [("VAT", "0.19", 1000, 190)]
    assert told(paris) == [("VAT", "0.2", 992, 198)]
    assert paris["totals"]["tax_included"]["minor"] == 198
    assert paris["totals"]["prices_include_tax"]


def test_what_leaves_the_union_is_sold_without_the_tax_in_its_price(european):
    an_article("TEA", "11.90")

    zurich = moved(a_cart(TEA=2), ZURICH)

    assert zurich["totals"]["tax_treatment"] == "export"
    assert (zurich["totals"]["tax"]["minor"], zurich["totals"]["total"]["minor"]) == (-380, 2000)
    assert told(zurich) == [("VAT", "0", 2000, 0)]


def test_an_order_whose_tax_is_taken_off_is_paid_and_adds_up(european):
    an_article("TEA", "11.90")
    checkout = ready_to_order(TEA=2)
    moved(checkout, ZURICH)
    checkout.shopper.put(f"{checkout.path}/delivery", {"code": "standard"})
    checkout.shopper.post(f"{checkout.path}/payment", {"method": "card"})
    checkout.cart = checkout.shopper.get(checkout.path).json()

    order = checkout.place().json()

    assert order["totals"]["total"]["minor"] == 2380 + 499 - 380 - 80
    assert rows("SELECT sum(total_minor) FROM ordering_order_line") == [(2000,)]
    assert order["state"] == "paid"


def test_a_plain_cart_is_asked_nothing_more(shop, django_assert_max_num_queries):
    checkout = a_cart(MILK=1)
    moved(checkout, KANSAS)

    with django_assert_max_num_queries(1):
        moved(checkout, OREGON)


GERMAN, FRENCH = "DE 136 695 976", "FR 40 303 265 045"


def test_a_business_abroad_owes_the_tax_itself(european):
    an_article("TEA", "11.90")
    checkout = a_cart(TEA=1)
    moved(checkout, PARIS)

    cart = checkout.shopper.put(f"{checkout.path}/tax-id", {"number": FRENCH}).json()
    again = checkout.shopper.get(checkout.path).json()
    person = checkout.shopper.delete(f"{checkout.path}/tax-id").json()

    assert cart["tax_id"] == {
        "number": "FR40303265045",
        "country": "FR",
        "outcome": "valid",
        "name": "",
    }
    assert cart["totals"]["tax_treatment"] == "reverse_charge"
    assert cart["totals"]["total"]["minor"] == 1000
    assert "reverse charge" in cart["totals"]["tax_reason"]
    assert again["totals"] == cart["totals"]
    assert (person["tax_id"], person["totals"]["total"]["minor"]) == (None, 1190)


def test_a_business_at_home_pays_tax_like_anybody(european):
    an_article("TEA", "11.90")
    checkout = a_cart(TEA=1)

    cart = checkout.shopper.put(f"{checkout.path}/tax-id", {"number": GERMAN}).json()

    assert (cart["totals"]["tax_treatment"], cart["totals"]["total"]["minor"]) == ("charged", 1190)


class Silent:
    """A register that never answers, or says no."""

    name = "silent"

    def __init__(self, *, says_no: bool = False) -> None:
        self.says_no = says_no

    def ask(self, number: TaxNumber) -> RegisterAnswer:
        if self.says_no:
            return RegisterAnswer(valid=False)
        raise TaxRegisterUnavailable


@pytest.fixture
def register() -> Iterator[Callable[[TaxIdRegister], None]]:
    there = bound(TaxIdRegister)
    yield lambda other: bind(TaxIdRegister, other)
    bind(TaxIdRegister, there)


def test_an_unconfirmed_tax_id_changes_no_price(european, register):
    register(Silent())
    an_article("TEA", "11.90")
    checkout = a_cart(TEA=1)
    moved(checkout, PARIS)

    cart = checkout.shopper.put(f"{checkout.path}/tax-id", {"number": FRENCH}).json()

    assert (cart["tax_id"]["outcome"], cart["totals"]["total"]["minor"]) == ("unconfirmed", 1190)


@pytest.mark.parametrize(
    ("number", "code"),
    [("DE136695977", "pricing.bad_tax_id"), (FRENCH, "pricing.tax_id_not_registered")],
)
def test_a_tax_id_that_is_none_is_refused_and_changes_nothing(european, register, number, code):
    register(Silent(says_no=True))
    checkout = a_cart(MILK=1)

    refused = checkout.shopper.put(f"{checkout.path}/tax-id", {"number": number})

    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert checkout.shopper.get(checkout.path).json()["tax_id"] is None


def test_nobody_elses_cart_gets_a_tax_id(european):
    checkout = a_cart(MILK=1)

    refused = Shopper().put(f"{checkout.path}/tax-id", {"number": GERMAN})

    assert refused.status_code == 404
