"""Which of several prices counts."""

from decimal import Decimal
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from serai.kernel.money import Money, UnitPrice
from serai.pricing.domain.choose_price import (
    Offer,
    Verdict,
    chosen,
    compare_at_of,
    tiers_of,
    verdicts,
)
from serai.pricing.domain.price_list import BuyingAs, ListKind, PriceList

COMPANY = UUID("0199e7a2-6a4e-7c1f-8d64-1f4be0a1c701")
BASE = Offer(Decimal(1000), "EUR", None, "erp")


def a_list(code: str = "sale", kind: ListKind = ListKind.LOWER, **fields) -> PriceList:
    return PriceList(uuid4(), code, code, "web", kind, **fields)


def offer(minor: str, on: PriceList, min_quantity: int = 1, compare_at: int | None = None) -> Offer:
    return Offer(Decimal(minor), "EUR", compare_at, "test", on, min_quantity)


def in_precedence(*offers: Offer) -> list[Offer]:
    return sorted(offers, key=lambda each: each.price_list.precedence)


def test_a_list_is_for_whom_it_names():
    assert a_list().is_for(BuyingAs())
    assert a_list(customer_group="trade").is_for(BuyingAs("trade", COMPANY))
    assert not a_list(customer_group="trade").is_for(BuyingAs())
    assert a_list(company_id=COMPANY).is_for(BuyingAs(None, COMPANY))
    assert not a_list(company_id=COMPANY).is_for(BuyingAs("trade", uuid4()))


def test_a_lower_price_counts_and_a_higher_one_does_not():
    sale = a_list()

    assert chosen(BASE, [offer("900", sale)], 1).minor == 900
    assert chosen(BASE, [offer("1100", sale)], 1) is BASE
    assert chosen(BASE, [offer("1000", sale)], 1) is BASE


def test_a_contract_counts_even_above_the_price_for_everyone():
    contract = a_list("acme", ListKind.FIXED, company_id=COMPANY)

    assert chosen(BASE, [offer("1100", contract)], 1).minor == 1100


def test_a_sale_below_the_contract_is_for_the_company_too():
    contract = a_list("acme", ListKind.FIXED, company_id=COMPANY)
    offers = in_precedence(offer("800", a_list()), offer("950", contract))

    assert chosen(BASE, offers, 1).minor == 800


def test_a_companys_contract_comes_before_its_groups():
    company = a_list("z-acme", ListKind.FIXED, company_id=COMPANY)
    group = a_list("a-trade", ListKind.FIXED, customer_group="trade", priority=9)
    offers = in_precedence(offer("700", group), offer("950", company))

    assert chosen(BASE, offers, 1).minor == 950
    assert [verdict for _, verdict in verdicts(BASE, offers, 1)] == [
        Verdict.COUNTS,
        Verdict.LATER_LIST,
        Verdict.REPLACED,
    ]


def test_among_lists_for_the_same_buyers_the_greater_priority_comes_first():
    first = a_list("b", ListKind.FIXED, customer_group="trade", priority=2)
    second = a_list("a", ListKind.FIXED, customer_group="trade", priority=1)

    assert chosen(BASE, in_precedence(offer("800", second), offer("900", first)), 1).minor == 900


def test_a_quantity_break_counts_from_its_quantity_on():
    breaks = a_list("breaks")
    offers = [offer("900", breaks, 10), offer("850.5", breaks, 100)]

    found = [chosen(BASE, offers, quantity).minor for quantity in (1, 9, 10, 99, 100, 5000)]

    assert found == [1000, 1000, 900, 900, Decimal("850.5"), Decimal("850.5")]


def test_tiers_are_the_prices_that_count_from_each_quantity_on():
    breaks, sale = a_list("breaks"), a_list("sale")
    offers = [offer("900", breaks, 10), offer("850.5", breaks, 100), offer("880", sale)]

    found = [(tier.min_quantity, tier.amount, tier.unit) for tier in tiers_of(BASE, offers)]

    assert found == [
        (1, Money(880, "EUR"), None),
        (100, Money(851, "EUR"), UnitPrice(Decimal("8.505"), "EUR")),
    ]


def test_one_price_for_all_quantities_has_no_tiers():
    assert tiers_of(BASE, []) == ()
    assert tiers_of(BASE, [offer("900", a_list())]) == ()
    assert tiers_of(BASE, [offer("1100", a_list(), 10)]) == ()


def test_a_sale_for_everyone_shows_the_price_before_it_and_a_break_does_not():
    sale = offer("900", a_list())
    recommended = offer("900", a_list(), compare_at=1500)
    for_trade = offer("900", a_list("t", customer_group="trade"))
    broken = offer("900", a_list("b"), 10)

    assert compare_at_of(sale, BASE) == Money(1000, "EUR")
    assert compare_at_of(recommended, BASE) == Money(1500, "EUR")
    assert compare_at_of(for_trade, BASE) is None
    assert compare_at_of(broken, BASE) is None


audiences = st.sampled_from([{}, {"customer_group": "trade"}, {"company_id": COMPANY}])
lists = st.builds(
    lambda n, kind, audience, priority: a_list(f"l{n}", kind, priority=priority, **audience),
    st.integers(0, 10**9),
    st.sampled_from(ListKind),
    audiences,
    st.integers(-2, 2),
)


@given(
    st.lists(st.tuples(lists, st.integers(0, 3000), st.sampled_from([1, 2, 5, 10])), max_size=12),
    st.integers(1, 20),
)
def test_exactly_one_price_counts_and_lists_of_lower_prices_never_raise_it(entries, quantity: int):
    offers = in_precedence(*(offer(str(minor), on, start) for on, minor, start in entries))

    found = verdicts(BASE, offers, quantity)
    counting = [each for each, verdict in found if verdict is Verdict.COUNTS]

    assert counting == [chosen(BASE, offers, quantity)]
    assert counting[0].min_quantity <= quantity
    lower_only = [each for each in offers if each.price_list.kind is ListKind.LOWER]
    assert chosen(BASE, lower_only, quantity).minor <= BASE.minor
    assert len(found) == len(offers) + 1


@given(
    st.lists(st.tuples(lists, st.integers(0, 3000), st.sampled_from([1, 2, 5, 10])), max_size=12)
)
def test_the_tiers_tell_every_quantitys_price(entries):
    offers = in_precedence(*(offer(str(minor), on, start) for on, minor, start in entries))

    tiers = tiers_of(BASE, offers)

    for quantity in range(1, 12):
        told = [tier for tier in tiers if tier.min_quantity <= quantity]
        expected = told[-1].amount if told else chosen(BASE, offers, 1).amount
        assert chosen(BASE, offers, quantity).amount == expected
