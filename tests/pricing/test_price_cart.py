"""The pricing function: sums that add up, for every cart."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from serai.kernel.money import CurrencyMismatch, Money
from serai.kernel.rounding import Rounding
from serai.pricing.domain.adjustments import Taken
from serai.pricing.public import (
    UNTAXED,
    Adjusted,
    BadQuantity,
    CartToPrice,
    DeliveryToPrice,
    LineToPrice,
    NoPrice,
    Outcome,
    PricedCart,
    PriceView,
    Reduction,
    ReplayDiffers,
    RoundedAt,
    SoFar,
    TaxPolicy,
    Verdict,
    price_cart,
    record_of,
    replay,
)

NOW = datetime(2027, 3, 14, 15, 9, 26, tzinfo=UTC)


def usd(amount: str) -> Money:
    return Money.parse(amount, "USD")


def a_price(number: int, amount: str | int, currency: str = "USD") -> PriceView:
    money = Money(amount, currency) if isinstance(amount, int) else Money.parse(amount, currency)
    name = f"Article {number}"
    return PriceView(
        UUID(int=number), f"A-{number}", name, f"a-{number}", money, None, True, "list"
    )


def a_cart(*lines: tuple[int, int], delivery: str | None = None) -> CartToPrice:
    """Return a cart of (article number, quantity)."""
    return CartToPrice(
        "web",
        "USD",
        tuple(LineToPrice(UUID(int=number), quantity) for number, quantity in lines),
        None if delivery is None else DeliveryToPrice("To the door", usd(delivery)),
    )


def catalogue(*amounts: str | int) -> dict[UUID, PriceView]:
    """Return prices of articles 1, 2, …"""
    return {UUID(int=n): a_price(n, amount) for n, amount in enumerate(amounts, 1)}


@dataclass(frozen=True)
class Off:
    """A rule for tests: takes off what it was told to."""

    code: str
    taken: tuple[Reduction, ...]

    def as_data(self) -> dict[str, object]:
        return {"taken": [[each.amount.minor, each.reason, each.line] for each in self.taken]}

    def adjust(self, so_far: SoFar, *, now: datetime) -> Adjusted:
        return Adjusted(self.taken)


def off(amount: str, **where) -> Off:
    return Off("off", (Reduction(usd(amount), "a gift", **where),))


def adds_up(cart: PricedCart) -> None:
    zero = Money.zero(cart.currency)
    for line in cart.lines:
        assert line.items == line.unit_price * line.quantity
        assert line.items - line.discount + line.tax == line.total
        assert min(line.items, line.discount, line.tax, line.tax_included, line.total) >= zero
    parts = [*cart.lines, *([cart.delivery_line] if cart.delivery_line else [])]
    assert sum((part.total for part in parts), zero) == cart.total
    assert sum((part.tax for part in parts), zero) == cart.tax
    assert sum((part.tax_included for part in parts), zero) == cart.tax_included
    assert sum((part.discount for part in parts), zero) == cart.discount
    assert sum((line.items for line in cart.lines), zero) == cart.items
    assert cart.items + cart.delivery - cart.discount + cart.tax == cart.total
    assert cart.total >= zero


def test_a_cart_costs_its_lines_and_its_delivery():
    priced = price_cart(
        a_cart((1, 2), (2, 1), delivery="4.99"), catalogue("1.99", "10.00"), now=NOW
    )

    assert [str(line.items) for line in priced.lines] == ["3.98 USD", "10.00 USD"]
    assert (priced.items, priced.delivery, priced.total) == (
        usd("13.98"),
        usd("4.99"),
        usd("18.97"),
    )
    assert priced.explanation == (
        "2 × Article 1 (A-1) at 1.99 USD: 3.98 USD",
        "1 × Article 2 (A-2) at 10.00 USD: 10.00 USD",
        "Delivery, To the door: 4.99 USD",
        "Tax: 0.00 USD, no tax rates are set for this channel",
        "Total: 18.97 USD",
    )


def test_an_empty_cart_costs_nothing():
    priced = price_cart(a_cart(), {}, now=NOW)

    assert (priced.lines, priced.total) == ((), usd("0.00"))
    adds_up(priced)


def test_without_a_price_there_is_no_total():
    with pytest.raises(NoPrice) as refusal:
        price_cart(a_cart((1, 1), (2, 1)), catalogue("1.00"), now=NOW)

    assert refusal.value.variant_id == UUID(int=2)


@pytest.mark.parametrize("quantity", [0, -1, 1.5, True])
def test_a_senseless_quantity_has_no_price(quantity):
    with pytest.raises(BadQuantity):
        price_cart(a_cart((1, quantity)), catalogue("1.00"), now=NOW)


def test_a_foreign_price_is_a_bug():
    prices = {UUID(int=1): a_price(1, "1.00", "EUR")}

    with pytest.raises(CurrencyMismatch):
        price_cart(a_cart((1, 1)), prices, now=NOW)


def test_a_reduction_of_the_cart_is_shared_by_what_the_lines_cost():
    rules = [off("1.00")]

    priced = price_cart(a_cart((1, 1), (2, 1), (3, 1)), catalogue("1.00", "1.00", "1.00"), now=NOW,
                        adjustments=rules)  # fmt: skip

    assert [line.discount.minor for line in priced.lines] == [34, 33, 33]
    assert "Off all lines: 1.00 USD, a gift" in priced.explanation
    adds_up(priced)


def test_two_reductions_larger_than_the_cart_leave_nothing_and_not_less():
    rules = [off("8.00"), off("8.00")]

    priced = price_cart(
        a_cart((1, 1), delivery="4.99"), catalogue("10.00"), now=NOW, adjustments=rules
    )

    assert (priced.discount, priced.total) == (usd("10.00"), usd("4.99"))
    assert "Off all lines: 2.00 USD (of 8.00 USD; no more was left), a gift" in priced.explanation


def test_a_reduction_of_a_line_or_of_the_delivery_stays_there():
    rules = [off("99.00", line=1), off("2.00", of_delivery=True)]
    cart = a_cart((1, 1), (2, 1), delivery="4.99")

    priced = price_cart(cart, catalogue("10.00", "5.00"), now=NOW, adjustments=rules)

    assert [line.total for line in priced.lines] == [usd("10.00"), usd("0.00")]
    assert priced.delivery_line.total == usd("2.99")
    adds_up(priced)


def test_each_rule_sees_what_those_before_have_left():
    seen: list[tuple[Money, ...]] = []

    class Watching(Off):
        def adjust(self, so_far: SoFar, *, now: datetime) -> Adjusted:
            seen.append((*so_far.lines, so_far.delivery))
            return Adjusted(self.taken)

    rules = [Watching(rule.code, rule.taken) for rule in (off("3.00", line=0), off("1.00"))]
    price_cart(a_cart((1, 1), delivery="4.00"), catalogue("10.00"), now=NOW, adjustments=rules)

    assert seen == [(usd("10.00"), usd("4.00")), (usd("7.00"), usd("4.00"))]


def test_a_rule_that_adds_is_a_bug():
    with pytest.raises(ValueError, match="adds"):
        price_cart(a_cart((1, 1)), catalogue("1.00"), now=NOW, adjustments=[off("-1.00")])


@dataclass(frozen=True)
class Greedy:
    """A promotion for tests that takes what it is told, whatever is left."""

    lines: tuple[tuple[int, int], ...] = ()
    delivery: int = 0
    code: str = "greedy"

    def as_data(self) -> dict[str, object]:
        return {}

    def adjust(self, so_far: SoFar, *, now: datetime) -> Adjusted:
        verdict = Verdict(UUID(int=9), "greedy", "Greedy", Outcome.APPLIED, usd("0.00"))
        return Adjusted(taken=(Taken(verdict, self.lines, self.delivery),))


@pytest.mark.parametrize(
    "rule", [Greedy(((0, 101),)), Greedy(((0, -1),)), Greedy(delivery=500), Greedy(delivery=-1)]
)
def test_a_promotion_that_takes_more_than_is_left_or_adds_is_a_bug(rule):
    with pytest.raises(ValueError, match="greedy takes"):
        price_cart(a_cart((1, 1), delivery="4.99"), catalogue("1.00"), now=NOW, adjustments=[rule])


VAT = TaxPolicy("vat", inclusive=True, rates={"standard": Decimal("0.20")})
SALES_TAX = TaxPolicy("sales tax", rates={"standard": Decimal("0.08625")})


@pytest.mark.parametrize(
    ("policy", "amounts", "quantity", "delivery", "taxes"),
    [
        # Four at 2.50 and 8.625 %: 0.8625 once, not 0.22 four times.
        (SALES_TAX, ["2.50"], 4, None, [86]),
        # 318.60 net at 20 % on thirty articles of 10.62: per line 30 × 2.12 = 63.60, per total 63.72.
        (TaxPolicy("x", rates={"standard": Decimal("0.2")}), ["10.62"] * 30, 1, None, [212] * 30),
        (TaxPolicy("x", rates={"standard": Decimal("0.2")}, rounded_at=RoundedAt.TOTAL),
         ["10.62"] * 30, 1, None, [213] * 12 + [212] * 18),
        # Contained in 2.00 and 2.00 at 20 %: a third each; 0.33 + 0.33 by line, 0.67 together.
        (VAT, ["2.00"], 1, "2.00", [33, 33]),
        (replace(VAT, rounded_at=RoundedAt.TOTAL), ["2.00"], 1, "2.00", [34, 33]),
        # Half a cent: away from zero, or to the even neighbour.
        (TaxPolicy("x", rates={"standard": Decimal("0.05")}), ["0.50"], 1, None, [3]),
        (TaxPolicy("x", rates={"standard": Decimal("0.05")}, rounding=Rounding.HALF_EVEN),
         ["0.50"], 1, None, [2]),
        # A class of its own, and one without a rate.
        (TaxPolicy("x", rates={"standard": Decimal("0.1"), "delivery": Decimal(0)}),
         ["5.00"], 1, "5.00", [50, 0]),
    ],
)  # fmt: skip
def test_tax_is_rounded_where_the_policy_says(policy, amounts, quantity, delivery, taxes):
    cart = a_cart(*((n, quantity) for n in range(1, len(amounts) + 1)), delivery=delivery)

    priced = price_cart(cart, catalogue(*amounts), now=NOW, tax=policy)

    parts = [*priced.lines, *([priced.delivery_line] if priced.delivery_line else [])]
    found = [(part.tax_included if policy.inclusive else part.tax).minor for part in parts]
    assert found == taxes
    adds_up(priced)


def test_tax_in_prices_is_told_and_not_added():
    priced = price_cart(a_cart((1, 1)), catalogue("12.00"), now=NOW, tax=VAT)

    assert (priced.tax, priced.tax_included, priced.total) == (
        usd("0.00"),
        usd("2.00"),
        usd("12.00"),
    )
    assert priced.explanation[1] == (
        "Tax, vat (standard 20.00 %), contained in the prices, rounded per line: 2.00 USD"
    )


def test_the_hash_is_that_of_the_rules_and_not_of_what_is_bought():
    prices = catalogue("1.00", "2.00")
    one = price_cart(a_cart((1, 1)), prices, now=NOW).rules_hash

    assert price_cart(a_cart((1, 9)), prices, now=NOW).rules_hash == one
    assert len(one) == 64


@pytest.mark.parametrize(
    "change",
    [
        {"prices": catalogue("1.01")},
        {"cart": a_cart((1, 1), delivery="0.00")},
        {"tax": VAT},
        {"tax": replace(UNTAXED, rounding=Rounding.HALF_EVEN)},
        {"adjustments": [off("0.00")]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_whatever_decides_changes_the_hash(change):
    given_before = {"cart": a_cart((1, 1)), "prices": catalogue("1.00"), "now": NOW}

    before = price_cart(**given_before).rules_hash
    after = price_cart(**{**given_before, **change}).rules_hash

    assert before != after


CARTS = st.lists(st.tuples(st.integers(0, 10**9), st.integers(1, 999)), max_size=8)
RATES = st.dictionaries(
    st.sampled_from(["standard", "delivery"]), st.decimals(0, 1, places=5), max_size=2
)
POLICIES = st.builds(
    TaxPolicy,
    st.just("some tax"),
    inclusive=st.booleans(),
    rounded_at=st.sampled_from(RoundedAt),
    rounding=st.sampled_from(Rounding),
    rates=RATES,
)
REDUCTIONS = st.lists(
    st.builds(
        Reduction,
        st.builds(Money, st.integers(0, 10**12), st.just("USD")),
        st.just("some reason"),
        line=st.none() | st.just(0),
        of_delivery=st.booleans(),
    ),
    max_size=4,
)


@given(bought=CARTS, delivery=st.none() | st.integers(0, 10**6), tax=POLICIES, taken=REDUCTIONS)
def test_every_cart_adds_up_and_is_never_negative_and_can_be_priced_again(
    bought, delivery, tax, taken
):
    prices = catalogue(*(amount for amount, _ in bought))
    cart = structs.replace(
        a_cart(*((n, quantity) for n, (_, quantity) in enumerate(bought, 1))),
        delivery=None if delivery is None else DeliveryToPrice("Post", Money(delivery, "USD")),
    )
    rules = [Off("off", (each,)) for each in taken if bought or each.line is None]

    priced = price_cart(cart, prices, now=NOW, adjustments=rules, tax=tax)

    adds_up(priced)
    record = record_of(cart, prices, priced, now=NOW, tax=tax)
    assert replay(record, adjustments=rules) == priced


def test_a_record_replayed_by_other_rules_is_noticed():
    cart, prices = a_cart((1, 1)), catalogue("1.00")
    record = record_of(cart, prices, price_cart(cart, prices, now=NOW), now=NOW, tax=UNTAXED)

    with pytest.raises(ReplayDiffers):
        replay(record, adjustments=[off("0.50")])


@pytest.mark.parametrize("currency", ["JPY", "KWD"])
def test_currencies_without_and_with_three_decimals_add_up(currency: str):
    cart = CartToPrice("web", currency, (LineToPrice(UUID(int=1), 3),))
    prices = {UUID(int=1): a_price(1, 1005, currency)}

    priced = price_cart(cart, prices, now=NOW, tax=SALES_TAX)

    assert (priced.items.minor, priced.tax.minor, priced.total.minor) == (3015, 260, 3275)
    adds_up(priced)
