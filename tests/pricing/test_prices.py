"""Setting, importing, reading and explaining prices."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from factories.catalog import a_channel, a_variant, products
from factories.pricing import NOW, priced

from serai.catalog.public import ChannelNotFound, variants_of_skus
from serai.kernel.money import Money
from serai.kernel.rounding import Rounding
from serai.plumbing.db import execute, rows, unit_of_work
from serai.pricing.events import PricesChanged
from serai.pricing.public import (
    UNTAXED,
    BadTaxRate,
    PriceRow,
    PricesRefused,
    RoundedAt,
    import_prices,
    price_explanation,
    prices_of,
    prices_of_skus,
    set_prices,
    set_tax_policy,
    tax_policy_of,
)
from serai.pricing.usecases.tell_due_prices import tell_due_prices

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def usd(amount: str) -> Money:
    return Money.parse(amount, "USD")


def price_at(variant_id: UUID, now=NOW) -> str | None:
    found = prices_of([variant_id], "web", now).get(variant_id)
    return found and f"{found.amount.as_decimal():f}"


def entries() -> list[tuple]:
    return rows("SELECT * FROM pricing_price_entry ORDER BY id")


@pytest.fixture
def milk() -> UUID:
    return a_variant("MILK", name="Whole milk").id


def test_a_price_is_what_was_said_last(milk: UUID):
    priced(milk, "1.99")
    priced(milk, "1.89", "2.29", now=NOW + HOUR)

    found = prices_of([milk], "web", NOW + HOUR)[milk]
    assert (found.sku, found.name, found.slug) == ("MILK", "Whole milk", "whole-milk")
    assert (found.amount, found.compare_at, found.source) == (usd("1.89"), usd("2.29"), "test")
    assert found.sellable
    assert price_at(milk) == "1.99"


def test_before_its_first_price_a_variant_has_none(milk: UUID):
    priced(milk, "1.99")

    assert prices_of([milk], "web", NOW - HOUR) == {}


def test_prices_of_many_are_one_statement(milk: UUID, django_assert_num_queries):
    ids = [milk, *(a_variant(f"S-{number}").id for number in range(9))]
    for variant_id in ids:
        priced(variant_id, "1.00")
        priced(variant_id, "2.00", now=NOW + HOUR)
    price_at(milk)  # from now on the process knows the channel's price lists

    with django_assert_num_queries(1):
        by_id = prices_of(ids, "web", NOW + HOUR)
    with django_assert_num_queries(1):
        by_sku = prices_of_skus(["MILK", "S-3", "unknown"], "web", NOW + HOUR)

    assert {view.amount for view in by_id.values()} == {usd("2.00")}
    assert set(by_id) == set(ids)
    assert set(by_sku) == {"MILK", "S-3"}
    assert by_sku["MILK"] == by_id[milk]


def test_each_channel_has_its_own_prices(milk: UUID):
    a_channel("il", currency="ILS")
    priced(milk, "1.99")
    priced(milk, "7.90", channel="il", currency="ILS")

    assert prices_of([milk], "il", NOW)[milk].amount == Money(790, "ILS")
    assert prices_of([milk], "web", NOW)[milk].amount == usd("1.99")


def test_a_sale_ends_by_itself(milk: UUID):
    priced(milk, "1.99")
    priced(milk, "1.49", valid_from=NOW + HOUR, valid_until=NOW + 2 * HOUR)

    shown = [price_at(milk, NOW + step * HOUR / 2) for step in range(5)]

    assert shown == ["1.99", "1.99", "1.49", "1.49", "1.99"]


@pytest.mark.parametrize("why", ["withdrawn", "elsewhere"])
def test_what_is_not_sold_now_has_a_price_and_is_not_sellable(why: str):
    a_channel()
    fields = {"active": False} if why == "withdrawn" else {"channels": []}
    variant_id = a_variant("MILK", **fields).id
    priced(variant_id, "1.99")

    assert prices_of([variant_id], "web", NOW)[variant_id].sellable is False


def test_the_same_price_again_writes_nothing_and_tells_nobody(milk: UUID, published):
    row = PriceRow(milk, "web", usd("1.99"), usd("2.49"))
    assert set_prices([row], source="erp", now=NOW) == 1
    before, told = entries(), len(published())

    assert set_prices([row], source="erp", now=NOW + HOUR) == 0

    assert (entries(), len(published())) == (before, told)


def test_new_prices_are_told_once_for_each_channel(milk: UUID, published):
    bread = a_variant("BREAD").id
    a_channel("till")
    told = len(published())

    set_prices(
        [PriceRow(milk, "web", usd("1")), PriceRow(bread, "web", usd("2")),
         PriceRow(milk, "till", usd("3"))],
        source="erp",
        now=NOW,
    )  # fmt: skip

    assert published()[told:] == [
        PricesChanged((milk, bread), "web"),
        PricesChanged((milk,), "till"),
    ]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("amount", {"amount": usd("-0.01")}),
        ("amount", {"amount": Money(10**12 + 1, "USD")}),
        ("amount", {"amount": Money(2**80, "USD")}),
        ("amount", {"amount": Money(100, "EUR")}),
        ("compare_at", {"compare_at": usd("1.00")}),
        ("compare_at", {"compare_at": Money(900, "EUR")}),
        ("channel", {"channel_code": "nowhere"}),
        ("valid_from", {"valid_from": NOW - HOUR}),
        ("valid_from", {"valid_from": NOW.replace(tzinfo=None)}),
        ("valid_until", {"valid_until": NOW}),
    ],
)
def test_one_senseless_price_refuses_them_all(milk: UUID, field: str, changes: dict, published):
    bread = a_variant("BREAD").id
    before, told = entries(), len(published())
    bad = PriceRow(**{"variant_id": bread, "channel_code": "web", "amount": usd("1.00"), **changes})

    with pytest.raises(PricesRefused) as refusal:
        set_prices([PriceRow(milk, "web", usd("1.99")), bad], source="erp", now=NOW)

    assert [(fault.line, fault.field) for fault in refusal.value.errors] == [(2, field)]
    assert (entries(), len(published())) == (before, told)


def test_a_refusal_says_what_to_do(milk: UUID):
    with pytest.raises(PricesRefused) as refusal:
        set_prices([PriceRow(milk, "web", Money(100, "EUR"))], source="erp", now=NOW)

    assert str(refusal.value) == (
        "1 prices are refused; price 1, amount: The channel sells in USD, not in EUR."
    )


def test_a_variant_comes_once_for_each_instant(milk: UUID):
    row = PriceRow(milk, "web", usd("1.00"))

    with pytest.raises(PricesRefused):
        set_prices([row, row], source="erp", now=NOW)

    assert entries() == []


def test_nothing_is_a_fine_thing_to_set(db: None):
    assert set_prices([], source="erp", now=NOW) == 0


def test_a_thousand_prices_are_set_in_one_statement(django_assert_num_queries, published):
    variant_ids = _many(1000)
    told = len(published())
    prices = [
        PriceRow(variant_id, "web", Money(n, "USD")) for n, variant_id in enumerate(variant_ids)
    ]

    with unit_of_work(), django_assert_num_queries(2):  # the channels, and the prices
        assert set_prices(prices, source="erp", now=NOW) == 1000

    assert sorted(len(event.variant_ids) for event in published()[told:]) == [500, 500]


def test_prices_are_never_rewritten(milk: UUID):
    priced(milk, "1.99")

    for statement in ("UPDATE pricing_price_entry SET amount_minor = 1",
                      "DELETE FROM pricing_price_entry"):  # fmt: skip
        with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
            execute(statement)


def test_importing_prices_twice_writes_nothing_the_second_time(milk: UUID, published):
    bread = a_variant("BREAD").id
    prices = [(milk, "web", usd("1.99"), None), (bread, "web", usd("3.00"), usd("3.50"))]
    told = len(published())

    assert import_prices(prices, source="old system", now=NOW) == 2
    assert import_prices(prices, source="old system", now=NOW + HOUR) == 0

    assert prices_of([bread], "web", NOW)[bread].compare_at == usd("3.50")
    assert published()[told:] == [PricesChanged((milk, bread), "web")]


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("amount", ("web", usd("-1"), None)),
        ("amount", ("web", Money(10**30, "USD"), None)),
        ("amount", ("web", Money(100, "EUR"), None)),
        ("amount", ("web", usd("1.00"), Money(900, "EUR"))),
        ("compare_at", ("web", usd("1.00"), usd("1.00"))),
        ("channel", ("nowhere", usd("1.00"), None)),
    ],
)
def test_one_senseless_price_refuses_the_whole_import(milk: UUID, field: str, bad: tuple):
    bread = a_variant("BREAD").id

    with pytest.raises(PricesRefused) as refusal:
        import_prices([(milk, "web", usd("1"), None), (bread, *bad)], source="erp", now=NOW)

    assert [(fault.line, fault.field) for fault in refusal.value.errors] == [(2, field)]
    assert entries() == []


def test_an_import_names_a_variant_once(milk: UUID):
    twice = [(milk, "web", usd("1"), None), (milk, "web", usd("2"), None)]

    with pytest.raises(PricesRefused):
        import_prices(twice, source="erp", now=NOW)

    assert entries() == []


def test_beginnings_and_ends_are_told_when_they_come(milk: UUID, published):
    bread = a_variant("BREAD").id
    priced(bread, "1.00")
    priced(milk, "1.99")
    tell_due_prices(now=NOW)
    priced(milk, "1.49", valid_from=NOW + HOUR, valid_until=NOW + 2 * HOUR)
    told = len(published())

    tell_due_prices(now=NOW + HOUR - timedelta(seconds=1))
    assert published()[told:] == []

    tell_due_prices(now=NOW + HOUR)
    assert published()[told:] == [PricesChanged((milk,), "web")]

    tell_due_prices(now=NOW + HOUR + timedelta(minutes=3))
    assert len(published()[told:]) == 2  # once more, for what was committed late
    tell_due_prices(now=NOW + HOUR + timedelta(minutes=6))
    assert len(published()[told:]) == 2

    tell_due_prices(now=NOW + 2 * HOUR)
    assert len(published()[told:]) == 3


def test_a_price_says_why_it_is_what_it_is(milk: UUID, django_assert_num_queries):
    priced(milk, "1.99", source="erp")
    priced(milk, "1.49", now=NOW + HOUR, valid_until=NOW + 3 * HOUR, source="summer sale")
    priced(milk, "2.09", now=NOW + HOUR, valid_from=NOW + 9 * HOUR)
    price_at(milk)  # from now on the process knows the channel's price lists

    with django_assert_num_queries(1):
        why = price_explanation(milk, sku="MILK", channel_code="web", now=NOW + 2 * HOUR)

    assert why.price == usd("1.49")
    assert [(str(entry.amount), entry.standing) for entry in why.history] == [
        ("2.09 USD", "to come"),
        ("1.49 USD", "counts"),
        ("1.99 USD", "superseded"),
    ]
    assert tuple(map(str, why.explanation)) == (
        "1.49 USD is the price since 2027-03-14T16:09:26+00:00 until 2027-03-14T18:09:26+00:00;"
        " set by summer sale.",
        "1.99 USD of 2027-03-14T15:09:26+00:00 is valid too, but began earlier.",
        "From 2027-03-15T00:09:26+00:00: 2.09 USD.",
    )


def test_without_a_price_the_explanation_says_so(milk: UUID):
    priced(milk, "1.99", valid_until=NOW + HOUR)

    why = price_explanation(milk, sku="MILK", channel_code="web", now=NOW + HOUR)

    assert why.price is None
    assert why.history[0].standing == "over"
    assert "cannot be sold" in str(why.explanation[0])


def test_a_channel_without_a_policy_charges_no_tax_and_says_why(db: None):
    a_channel()

    assert tax_policy_of("web") == UNTAXED


def test_a_channel_charges_tax_as_its_policy_says(db: None, django_assert_num_queries):
    a_channel("de", currency="EUR", prices_include_tax=True)

    set_tax_policy(
        "de",
        name="German VAT",
        rates={"standard": Decimal("0.19"), "reduced": Decimal("0.07")},
        rounded_at=RoundedAt.TOTAL,
        rounding=Rounding.HALF_EVEN,
    )
    policy = tax_policy_of("de")

    assert (policy.name, policy.inclusive, policy.rate("reduced")) == (
        "German VAT",
        True,
        Decimal("0.07"),
    )
    assert (policy.rate("delivery"), policy.rounded_at, policy.rounding) == (
        Decimal("0.19"),
        RoundedAt.TOTAL,
        Rounding.HALF_EVEN,
    )
    with django_assert_num_queries(0):
        tax_policy_of("de")


@pytest.mark.parametrize("rate", ["-0.01", "1.01", "19", "NaN"])
def test_a_senseless_rate_is_refused(db: None, rate: str):
    a_channel()

    with pytest.raises(BadTaxRate):
        set_tax_policy("web", name="x", rates={"standard": Decimal(rate)})

    assert tax_policy_of("web") == UNTAXED


def test_an_unknown_channel_has_no_policy(db: None):
    with pytest.raises(ChannelNotFound):
        tax_policy_of("nowhere")
    with pytest.raises(ChannelNotFound):
        set_tax_policy("nowhere", name="x", rates={})


def _many(count: int) -> list[UUID]:
    a_channel()
    skus = [f"S-{number}" for number in range(count)]
    products(*({"sku": sku, "name": f"Product {sku}", "channels": ["web"]} for sku in skus))
    found = variants_of_skus(skus)
    return [found[sku].id for sku in skus]
