"""Random carts and promotions, in euros."""

from datetime import date, time
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from pricing.promotions.making import NOW, a_line, article, cart_where, eur, lines_where

from serai.kernel.conditions import EVERYTHING
from serai.kernel.money import Money
from serai.pricing.domain.cart_to_price import Allowance, CartToPrice, Coupon, DeliveryToPrice
from serai.pricing.domain.promotions.benefits import (
    Amount,
    Bundle,
    BundlePart,
    BuyGet,
    DeliveryOff,
    FixedPrice,
    Gift,
    GiftPart,
    LinesOff,
    OrderOff,
    Percent,
    Tier,
    TierBy,
    Tiers,
)
from serai.pricing.domain.promotions.promotion import NO_MINIMUM, Minimum, Promotion, Stacking
from serai.pricing.domain.promotions.schedule import ALWAYS, Hours, Schedule, Season

MINOR = st.integers(0, 3000) | st.integers(0, 10**9)
MONEY = MINOR.filter(bool).map(lambda minor: Money(minor, "EUR"))
PERCENTS = st.builds(
    lambda n, places: Percent(Decimal(n).scaleb(-places)), st.integers(1, 100), st.integers(0, 4)
)
AMOUNTS = st.builds(Amount, MONEY)
PRICES = st.builds(FixedPrice, MINOR.map(lambda minor: Money(minor, "EUR")))
SMALL = st.integers(1, 4)
LIMITS = st.none() | SMALL
TREES = st.sampled_from(
    [
        *[EVERYTHING] * 3,
        lines_where(("category", "containsAny", ["tea"])),
        lines_where(("category", "containsNone", ["tea"])),
        lines_where(("sku", "in", ["A-1", "A-2", "A-3"])),
        lines_where(("brand", "=", "BRAND 2")),
        lines_where(("price", ">=", "5.00"), ("quantity", "<", 4)),
    ]
)
CONDITIONS = st.sampled_from(
    [
        *[EVERYTHING] * 4,
        cart_where(("items", ">=", "10.00")),
        cart_where(("units", "<", 8), ("categories", "containsAny", ["cups"])),
    ]
)


def _tiers(steps: list[int], by: TierBy, off: Any) -> Tiers:
    starts = [eur("0.01") * step if by is TierBy.SPEND else step for step in sorted(steps)]
    return Tiers(tuple(Tier(start, off) for start in starts), by)


ARTICLES = st.integers(1, 6)
BENEFITS = st.one_of(
    st.builds(LinesOff, PERCENTS | AMOUNTS | PRICES, LIMITS),
    st.builds(BuyGet, SMALL, SMALL, PERCENTS | PRICES, st.none() | TREES, LIMITS),
    st.builds(
        Bundle,
        st.lists(st.builds(BundlePart, SMALL, TREES), min_size=1, max_size=3).map(tuple),
        PERCENTS | AMOUNTS | PRICES,
        LIMITS,
    ),
    st.builds(
        Gift,
        st.lists(
            st.builds(GiftPart, ARTICLES.map(article), SMALL),
            min_size=1,
            max_size=2,
            unique_by=lambda part: part.variant_id,
        ).map(tuple),
    ),
    st.builds(OrderOff, PERCENTS | AMOUNTS),
    st.builds(
        _tiers,
        st.lists(st.integers(1, 5000), min_size=1, max_size=3, unique=True),
        st.sampled_from(TierBy),
        PERCENTS | AMOUNTS,
    ),
    st.builds(DeliveryOff, PERCENTS | AMOUNTS | PRICES),
)
SCHEDULES = st.sampled_from(
    [
        *[ALWAYS] * 6,
        Schedule(starts_at=NOW),
        Schedule(ends_at=NOW),
        Schedule(
            seasons=(Season(date(2026, 12, 20), date(2027, 3, 14), every_year=True),),
            weekdays=frozenset({7}),
            hours=(Hours(time(22), time(16)),),
        ),
    ]
)
STACKINGS = st.builds(
    lambda priority, place: Stacking(
        priority, "" if place == "alone" else place, exclusive=place == "alone"
    ),
    st.integers(-2, 2),
    st.sampled_from(["", "", "", "g", "h", "alone"]),
)
RARELY = st.sampled_from([False, False, False, True])
NOWHERE: list[frozenset[str]] = [frozenset()] * 4
MINIMA = st.just(NO_MINIMUM) | st.builds(
    Minimum, st.none() | MONEY, st.integers(0, 3), st.booleans()
)


@st.composite
def promotions(draw: Any, most: int = 6) -> list[Promotion]:
    """Draw promotions, each with a code of its own."""
    count = draw(st.integers(0, most))
    return [
        Promotion(
            id=article(1000 + number),
            code=f"p{number}",
            name=f"Promotion {number}",
            benefit=draw(BENEFITS),
            conditions=draw(CONDITIONS),
            lines=draw(TREES),
            minimum=draw(MINIMA),
            schedule=draw(SCHEDULES),
            channels=draw(st.sampled_from([*NOWHERE, frozenset({"web"}), frozenset({"app"})])),
            stores=draw(st.sampled_from([*NOWHERE, frozenset({"s1"})])),
            currency="EUR",
            needs_coupon=draw(RARELY),
            most=draw(st.none() | MONEY),
            stacking=draw(STACKINGS),
        )
        for number in range(count)
    ]


@st.composite
def carts(draw: Any, of: list[Promotion]) -> CartToPrice:
    """Draw a cart of up to six articles, perhaps with gifts, coupons and what is left of promotions."""
    bought = draw(st.lists(st.tuples(ARTICLES, st.integers(1, 7)), max_size=6))
    gifts = [each for each in of if isinstance(each.benefit, Gift) and draw(st.booleans())]
    lines = [
        *(a_line(*each) for each in bought),
        *(a_line(draw(ARTICLES), draw(SMALL), gift_of=gift.id) for gift in gifts),
    ]
    allowances = {
        promotion.id: Allowance(
            draw(st.none() | st.integers(0, 2)),
            draw(st.none() | st.integers(-5, 2000).map(lambda minor: Money(minor, "EUR"))),
        )
        for promotion in of
        if draw(RARELY)
    }
    delivery = draw(st.none() | st.integers(0, 900))
    return CartToPrice(
        "web",
        "EUR",
        tuple(lines),
        None if delivery is None else DeliveryToPrice("Post", Money(delivery, "EUR")),
        store=draw(st.sampled_from(["", "s1"])),
        coupons=tuple(Coupon(each.code, each.id) for each in of if draw(st.booleans())),
        allowances=allowances,
    )
