"""Price lists: opened, written, read, closed."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from factories.catalog import a_channel, a_variant
from factories.pricing import NOW, listed, priced

from serai.customers.public import CustomerGroupNotFound, write_customer_group
from serai.kernel.money import Money, UnitPrice
from serai.plumbing.append_only import START, Horizon
from serai.plumbing.db import execute, rows
from serai.pricing.events import ListPricesChanged, PricesChanged
from serai.pricing.public import (
    EVERYONE,
    EXACT_PRICE_ENTRIES,
    LIST_PRICE_ENTRIES,
    PRICE_ENTRIES,
    BadPriceList,
    BuyingAs,
    ListKind,
    ListPriceRow,
    OpenPriceList,
    PriceListClosed,
    PriceListExists,
    PriceListNotFound,
    PriceRow,
    PricesRefused,
    close_price_list,
    open_price_list,
    prices_of,
    prices_of_skus,
    prior_prices_of,
    set_list_prices,
    set_prices,
)
from serai.pricing.usecases.tell_due_prices import tell_due_prices

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
COMPANY = UUID("0199e7a2-6a4e-7c1f-8d64-1f4be0a1c701")
TRADE, ACME = BuyingAs("trade"), BuyingAs("trade", COMPANY)


def unit(amount: str, currency: str = "USD") -> UnitPrice:
    return UnitPrice(Decimal(amount), currency)


def paid(variant_id: UUID, quantity: int = 1, buyer: BuyingAs = EVERYONE, now=NOW) -> str:
    view = prices_of([variant_id], "web", now, buyer=buyer, quantities={variant_id: quantity})
    return view[variant_id].told


def entries() -> list[tuple]:
    return rows("SELECT * FROM pricing_price_list_entry ORDER BY id")


@pytest.fixture
def milk() -> UUID:
    variant_id = a_variant("MILK", name="Whole milk").id
    priced(variant_id, "2.00", now=NOW - 60 * DAY)
    write_customer_group("trade", "Trade", now=NOW)
    return variant_id


def a_list(code: str, name: str = "A list", **fields) -> None:
    open_price_list(OpenPriceList(code, name, "web", **fields), now=NOW)


def test_each_buyer_pays_by_the_lists_for_them(milk: UUID):
    a_list("trade", customer_group="trade")
    a_list("acme", company_id=COMPANY, kind=ListKind.FIXED)
    listed("trade", milk, "1.80")
    listed("acme", milk, "1.90")

    assert paid(milk) == "2.00 USD"
    assert paid(milk, buyer=TRADE) == "1.80 USD (price list trade)"
    assert paid(milk, buyer=BuyingAs(None, COMPANY)) == "1.90 USD (price list acme)"
    assert paid(milk, buyer=ACME) == "1.80 USD (price list trade)"


def test_quantity_breaks_are_for_everyone_on_a_list_for_everyone(milk: UUID):
    a_list("breaks")
    listed("breaks", milk, "1.90", min_quantity=10)
    listed("breaks", milk, "1.8125", min_quantity=100)

    found = prices_of_skus(["MILK"], "web", NOW, quantities={"MILK": 120})["MILK"]

    assert [paid(milk, n) for n in (9, 10, 100)] == [
        "2.00 USD",
        "1.90 USD (price list breaks)",
        "1.8125 USD (price list breaks)",
    ]
    assert found.cost_of(120) == Money(21750, "USD")
    assert [(tier.min_quantity, str(tier.amount)) for tier in found.tiers] == [
        (1, "2.00 USD"),
        (10, "1.90 USD"),
        (100, "1.81 USD"),
    ]


def test_prices_by_lists_are_one_statement_for_many_variants(milk: UUID, django_assert_num_queries):
    ids = [milk, *(a_variant(f"S-{number}").id for number in range(9))]
    a_list("breaks")
    for variant_id in ids:
        priced(variant_id, "3.00", now=NOW - DAY)
        for start in (1, 10, 100):
            listed("breaks", variant_id, f"2.{99 - start // 10:02}", min_quantity=start)
    prices_of(ids, "web", NOW)

    with django_assert_num_queries(1):
        found = prices_of(ids, "web", NOW, quantities=dict.fromkeys(ids, 50))

    assert {view.amount for view in found.values()} == {Money(298, "USD")}


def test_a_price_of_a_list_begins_and_ends(milk: UUID):
    a_list("sale")
    listed("sale", milk, "1.50", valid_from=NOW + HOUR, valid_until=NOW + 2 * HOUR)

    shown = [paid(milk, now=NOW + step * HOUR / 2).split()[0] for step in range(5)]

    assert shown == ["2.00", "2.00", "1.50", "1.50", "2.00"]


def test_a_sale_shows_what_it_cost_before_and_the_lowest_of_thirty_days(milk: UUID):
    priced(milk, "1.70", now=NOW - 20 * DAY, valid_until=NOW - 10 * DAY)
    a_list("sale")
    listed("sale", milk, "1.50")

    view = prices_of([milk], "web", NOW)[milk]
    prior = prior_prices_of([milk], "web", NOW + DAY)

    assert view.compare_at == Money(200, "USD")
    assert prior[milk].lowest == Money(170, "USD")
    assert prior[milk].reduced_since == NOW


def test_prior_prices_are_one_statement(milk: UUID, django_assert_num_queries):
    a_list("sale")
    listed("sale", milk, "1.50")

    with django_assert_num_queries(1):
        prior_prices_of([milk, uuid4()], "web", NOW)
    with django_assert_num_queries(0):
        assert prior_prices_of([], "web", NOW) == {}


def test_taking_a_price_off_its_list_leaves_the_others(milk: UUID):
    a_list("breaks")
    listed("breaks", milk, "1.90", min_quantity=10)
    listed("breaks", milk, "1.80", min_quantity=100)

    taken = ListPriceRow(milk, None, min_quantity=100)
    assert set_list_prices("breaks", [taken], source="test", now=NOW + HOUR) == 1
    assert set_list_prices("breaks", [taken], source="test", now=NOW + 2 * HOUR) == 0

    assert paid(milk, 100, now=NOW + HOUR) == "1.90 USD (price list breaks)"
    assert paid(milk, 100) == "1.80 USD (price list breaks)"


def test_a_closed_list_counts_for_nobody_and_takes_no_prices(milk: UUID, published):
    a_list("trade", customer_group="trade")
    listed("trade", milk, "1.80")
    listed("trade", milk, "1.70", valid_from=NOW + DAY)
    told = len(published())

    first = close_price_list("trade", source="ann", now=NOW + HOUR)
    again = close_price_list("trade", source="ann", now=NOW + 2 * HOUR)

    assert first == again
    assert first.closed_at == NOW + HOUR
    assert paid(milk, buyer=TRADE, now=NOW + HOUR) == "2.00 USD"
    assert published()[told:] == [ListPricesChanged((milk,), "web", "trade")]
    with pytest.raises(PriceListClosed):
        listed("trade", milk, "1.60", now=NOW + 2 * HOUR)
    assert [row for row in entries() if row[4] is None and row[-1] is None] == []


def test_a_sale_for_everyone_tells_everyone(milk: UUID, published):
    a_list("sale")
    told = len(published())

    listed("sale", milk, "1.50")
    listed("sale", milk, "1.50", now=NOW + HOUR)
    close_price_list("sale", source="ann", now=NOW + 2 * HOUR)

    both = [ListPricesChanged((milk,), "web", "sale"), PricesChanged((milk,), "web")]
    assert published()[told:] == both * 2


def test_a_contract_tells_only_who_listens_to_lists(milk: UUID, published):
    a_list("acme", company_id=COMPANY)
    told = len(published())

    listed("acme", milk, "1.50")

    assert published()[told:] == [ListPricesChanged((milk,), "web", "acme")]


def test_beginnings_and_ends_on_lists_for_everyone_are_told_when_they_come(milk: UUID, published):
    a_list("sale")
    a_list("acme", company_id=COMPANY)
    tell_due_prices(now=NOW)
    for code in ("sale", "acme"):
        listed(code, milk, "1.50", valid_from=NOW + HOUR, valid_until=NOW + 2 * HOUR)
    told = len(published())

    for hour in (1, 2):
        tell_due_prices(now=NOW + hour * HOUR)

    assert published()[told:] == [PricesChanged((milk,), "web")] * 2


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("amount", {"unit": unit("-0.01")}),
        ("amount", {"unit": unit("10000000000.01")}),
        ("amount", {"unit": unit("1", "EUR")}),
        ("amount", {"unit": None, "compare_at": Money(900, "USD")}),
        ("compare_at", {"compare_at": Money(100, "USD")}),
        ("compare_at", {"compare_at": Money(900, "EUR")}),
        ("min_quantity", {"min_quantity": 0}),
        ("min_quantity", {"min_quantity": 1_000_001}),
        ("valid_from", {"valid_from": NOW - HOUR}),
        ("valid_until", {"valid_until": NOW}),
    ],
)
def test_one_senseless_price_refuses_them_all(milk: UUID, field: str, changes: dict):
    a_list("sale")
    bad = ListPriceRow(**{"variant_id": milk, "unit": unit("1.00"), "min_quantity": 5, **changes})

    with pytest.raises(PricesRefused) as refusal:
        set_list_prices("sale", [ListPriceRow(milk, unit("1.99")), bad], source="x", now=NOW)

    assert [(fault.line, fault.field) for fault in refusal.value.errors] == [(2, field)]
    assert entries() == []


def test_a_price_comes_once_for_each_quantity_and_instant(milk: UUID):
    a_list("sale")
    row = ListPriceRow(milk, unit("1.99"))

    with pytest.raises(PricesRefused):
        set_list_prices("sale", [row, row], source="x", now=NOW)

    other = ListPriceRow(milk, unit("1.89"), min_quantity=2)
    assert set_list_prices("sale", [row, other], source="x", now=NOW) == 2


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (BadPriceList, {"code": "Big Sale"}),
        (BadPriceList, {"name": " "}),
        (BadPriceList, {"customer_group": "trade", "company_id": COMPANY}),
        (BadPriceList, {"priority": 1_000_001}),
        (PriceListExists, {"code": "there"}),
        (CustomerGroupNotFound, {"customer_group": "nobody"}),
    ],
)
def test_a_senseless_list_is_refused(milk: UUID, refusal: type, changes: dict):
    a_list("there")

    with pytest.raises(refusal):
        a_list(**{"code": "sale", **changes})

    assert rows("SELECT code FROM pricing_price_list") == [("there",)]


def test_a_list_that_is_not_there_takes_no_prices(milk: UUID):
    with pytest.raises(PriceListNotFound):
        listed("nowhere", milk, "1.00")
    with pytest.raises(PriceListNotFound):
        close_price_list("nowhere", source="x", now=NOW)


def test_prices_of_lists_are_never_rewritten(milk: UUID):
    a_list("sale")
    listed("sale", milk, "1.50")

    for statement in ("UPDATE pricing_price_list_entry SET amount_minor = 1",
                      "DELETE FROM pricing_price_list_entry"):  # fmt: skip
        with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
            execute(statement)


def test_the_database_itself_refuses_a_price_below_zero(milk: UUID):
    a_list("sale")

    with pytest.raises(IntegrityError), transaction.atomic():
        execute(
            "INSERT INTO pricing_price_list_entry (price_list_id, variant_id, currency, amount_minor,"
            " valid_from, source, recorded_at)"
            " SELECT id, %s, 'USD', -1, now(), 'x', now() FROM pricing_price_list",
            [milk],
        )


def test_a_price_for_everyone_may_be_finer_than_a_cent(milk: UUID):
    fine = PriceRow(milk, "web", Money(1, "USD"), unit=unit("0.0125"))

    assert set_prices([fine], source="erp", now=NOW) == 1
    assert set_prices([fine], source="erp", now=NOW + HOUR) == 0

    view = prices_of([milk], "web", NOW)[milk]
    assert (view.amount, view.unit, view.cost_of(1000)) == (
        Money(1, "USD"),
        unit("0.0125"),
        Money(1250, "USD"),
    )


def test_every_price_is_told_to_the_log_under_one_name(milk: UUID):
    set_prices([PriceRow(milk, "web", Money(1, "USD"), unit=unit("0.0125"))], source="erp", now=NOW)
    a_list("acme", company_id=COMPANY)
    listed("acme", milk, "1.5025", min_quantity=10)
    close_price_list("acme", source="ann", now=NOW + HOUR)
    execute("UPDATE pricing_price_list SET name = 'Another'")  # harmless: no record tells it

    def told(table) -> list[tuple]:
        return [
            (row.fields["amount_minor"], row.fields.get("exact_minor"))
            for row in table.after(START, Horizon(2**62), limit=10)
        ]

    assert told(PRICE_ENTRIES) == [(200, None)]
    assert told(EXACT_PRICE_ENTRIES) == [(1, "1.25")]
    assert told(LIST_PRICE_ENTRIES) == [("150.25", None), (None, None)]


def test_other_channels_do_not_see_a_list(milk: UUID):
    a_channel("till")
    priced(milk, "2.00", channel="till")
    a_list("sale")
    listed("sale", milk, "1.00")

    assert prices_of([milk], "till", NOW)[milk].amount == Money(200, "USD")
