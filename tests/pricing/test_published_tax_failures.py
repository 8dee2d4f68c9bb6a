"""What other platforms got wrong by a cent or more, and users reported, is right here."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.kernel.money import Money
from serai.kernel.rounding import Rounding
from serai.pricing.domain.tax import STANDARD, charge
from serai.pricing.public import (
    CartToPrice,
    DeliveryToPrice,
    LineToPrice,
    PricedCart,
    PriceView,
    RoundedAt,
    SumsOfLine,
    TaxPolicy,
    price_cart,
    share_of_line,
)

NOW = datetime(2027, 3, 14, 15, 9, 26, tzinfo=UTC)


def bought(
    *lines: tuple[str, int],
    tax: TaxPolicy,
    delivery: str | None = None,
    currency: str = "USD",
) -> PricedCart:
    """Price a cart of (unit price, quantity)."""
    ids = [UUID(int=n) for n in range(1, len(lines) + 1)]
    prices = {
        each: PriceView(each, str(n), "x", "x", Money.parse(price, currency), None, True, "list")
        for n, (each, (price, _)) in enumerate(zip(ids, lines, strict=True))
    }
    cart = CartToPrice(
        "web",
        currency,
        tuple(LineToPrice(each, count) for each, (_, count) in zip(ids, lines, strict=True)),
        DeliveryToPrice("Post", Money.parse(delivery, currency)) if delivery else None,
    )
    return price_cart(cart, prices, now=NOW, tax=tax)


def at(rate: str, *, inclusive: bool = False, rounded_at: RoundedAt = RoundedAt.LINE) -> TaxPolicy:
    return TaxPolicy(
        "tax", inclusive=inclusive, rounded_at=rounded_at, rates={STANDARD: Decimal(rate)}
    )


def test_tax_on_four_times_2_50_at_8_625_percent_is_86_cents():
    assert bought(("2.50", 4), tax=at("0.08625")).tax.minor == 86


def test_tax_is_never_rounded_for_each_unit():
    """Two lines of many cheap units: a cent for each unit would be dollars in all."""
    cart = bought(("0.07", 200), ("0.13", 150), tax=at("0.0625"))

    assert [line.tax.minor for line in cart.lines] == [88, 122]  # 14.00 and 19.50 × 6.25 %


@pytest.mark.parametrize("rounded_at", RoundedAt)
def test_318_60_net_with_20_percent_is_382_32(rounded_at: RoundedAt):
    cart = bought(("10.62", 30), tax=at("0.2", rounded_at=rounded_at), currency="EUR")

    assert (cart.items.minor, cart.tax.minor, cart.total.minor) == (31860, 6372, 38232)


def test_where_tax_is_rounded_is_data_and_both_ways_add_up():
    """Thirty lines of 10.62: per line 382.20, on the sum 382.32."""
    lines = [("10.62", 1)] * 30
    by_line = bought(*lines, tax=at("0.2"), currency="EUR")
    by_sum = bought(*lines, tax=at("0.2", rounded_at=RoundedAt.TOTAL), currency="EUR")

    assert (by_line.total.minor, by_sum.total.minor) == (38220, 38232)
    assert sum(line.total.minor for line in by_sum.lines) == 38232


@pytest.mark.parametrize(
    ("rounded_at", "tax"), [(RoundedAt.LINE, 66), (RoundedAt.TOTAL, 67)], ids=["line", "total"]
)
def test_the_tax_in_an_article_and_its_delivery_is_rounded_as_the_policy_says(rounded_at, tax):
    """2.00 and 2.00 gross at 20 %: 33 + 33 by line, 67 (of 66.67) on the sum; never a mix."""
    policy = at("0.2", inclusive=True, rounded_at=rounded_at)

    cart = bought(("2.00", 1), tax=policy, delivery="2.00", currency="EUR")

    assert (cart.tax_included.minor, cart.total.minor) == (tax, 400)
    assert cart.delivery_line is not None
    assert cart.lines[0].tax_included.minor + cart.delivery_line.tax_included.minor == tax


def test_a_gross_price_of_33_00_is_33_00_on_every_paper():
    """Net plus tax is the gross price again: never 32.99."""
    cart = bought(("33.00", 1), tax=at("0.21", inclusive=True), currency="EUR")
    [share] = cart.taxes

    assert (share.base.minor, share.tax.minor) == (2727, 573)
    assert share.base + share.tax == cart.total == Money(3300, "EUR")


def test_currencies_with_three_decimals_keep_them():
    cart = bought(("1.005", 3), tax=at("0.05"), currency="KWD")

    assert [str(money) for money in (cart.items, cart.tax, cart.total)] == [
        "3.015 KWD",
        "0.151 KWD",
        "3.166 KWD",
    ]


def test_currencies_without_decimals_have_none():
    cart = bought(("333", 1), tax=at("0.1"), currency="JPY")

    assert (str(cart.tax), str(cart.total)) == ("33 JPY", "366 JPY")


def test_what_is_refunded_leaves_no_fraction_of_a_cent_to_pay():
    """Three units with tax, two come back, then the last: nothing is left open, nothing is too much."""
    line = bought(("15.99", 3), tax=at("0.0725")).lines[0]
    sums = SumsOfLine(line.items.minor, line.discount.minor, line.tax.minor, line.total.minor)

    two = share_of_line(sums, sold=3, quantity=2)
    last = share_of_line(sums, sold=3, quantity=1, given_back_before=2)

    assert two.total_minor + last.total_minor == line.total.minor == 5145
    assert two.tax_minor + last.tax_minor == line.tax.minor


amounts = st.integers(0, 10**7).map(lambda minor: Money(minor, "EUR"))
rates = st.decimals(0, 1, places=4)
NAMES = ("standard", "food", "books")


@given(
    st.lists(st.tuples(amounts, st.sampled_from(NAMES)), max_size=12),
    amounts,
    st.tuples(rates, rates, rates),
    st.sampled_from(RoundedAt),
    st.sampled_from(Rounding),
    st.tuples(st.booleans(), st.booleans()),
)
def test_shares_by_rate_add_up_to_the_tax_and_to_what_is_taxed(
    lines, delivery, three, rounded_at, rounding, how
):
    inclusive, like_goods = how
    policy = TaxPolicy(
        "VAT",
        inclusive=inclusive,
        rounded_at=rounded_at,
        rounding=rounding,
        rates=dict(zip(NAMES, three, strict=True)),
        delivery_like_goods=like_goods,
    )

    taxed = charge([amount for amount, _ in lines], [name for _, name in lines], delivery, policy)

    zero = Money(0, "EUR")
    tax = sum(taxed.added, zero) + sum(taxed.contained, zero)
    paid = sum((amount for amount, _ in lines), delivery) + sum(taxed.added, zero)
    assert sum((share.tax for share in taxed.shares), zero) == tax
    if all(three):
        assert sum((share.base + share.tax for share in taxed.shares), zero) == paid
