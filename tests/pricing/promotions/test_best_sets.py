"""Bundles and sets against every way there is."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from pricing.promotions.making import a_cart, a_promotion, catalogue, eur, lines_where, priced

from serai.kernel.money import Money
from serai.pricing.domain.promotions.benefits import Bundle, BundlePart, BuyGet, FixedPrice

SKUS = ["A-1", "A-2", "A-3"]
CARTS = st.lists(st.tuples(st.integers(1, 9), st.integers(1, 3)), min_size=1, max_size=3)
PARTS = st.lists(
    st.tuples(st.integers(1, 2), st.lists(st.sampled_from(SKUS), min_size=1, unique=True)),
    min_size=1,
    max_size=2,
)


def _units(bought: list[tuple[int, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(
        (f"A-{n}", price) for n, (price, quantity) in enumerate(bought, 1) for _ in range(quantity)
    )


def _sets(
    units: tuple[tuple[str, int], ...], parts: list[tuple[int, list[str]]]
) -> Iterator[set[int]]:
    """Yield every set of units that fills the parts, as places of `units`."""
    (quantity, skus), rest = parts[0], parts[1:]
    fitting = [place for place, (sku, _) in enumerate(units) if sku in skus]
    for chosen in combinations(fitting, quantity):
        if not rest:
            yield set(chosen)
            continue
        others = [place for place in range(len(units)) if place not in chosen]
        for inner in _sets(tuple(units[place] for place in others), rest):
            yield {*chosen, *(others[place] for place in inner)}


@given(bought=CARTS, parts=PARTS, price=st.integers(0, 30))
def test_no_way_to_make_bundles_takes_more_off(bought, parts, price):
    @cache
    def best(units: tuple[tuple[str, int], ...]) -> int:
        most = 0
        for chosen in _sets(units, parts):
            rest = tuple(unit for place, unit in enumerate(units) if place not in chosen)
            saved = sum(units[place][1] for place in chosen) - price
            most = max(most, saved + best(rest))
        return most

    bundle = Bundle(
        tuple(BundlePart(n, lines_where(("sku", "in", skus))) for n, skus in parts),
        FixedPrice(Money(price, "EUR")),
    )
    cart = a_cart(*((n, quantity) for n, (_, quantity) in enumerate(bought, 1)))

    found = priced(cart, catalogue(*(each for each, _ in bought)), a_promotion(bundle))

    assert found.discount.minor == best(_units(bought))


@given(
    bought=CARTS,
    buy=st.integers(1, 3),
    get=st.integers(1, 3),
    of=st.tuples(*[st.lists(st.sampled_from(SKUS), min_size=1, unique=True)] * 2),
)
def test_no_way_to_make_sets_gives_more_units(bought, buy, get, of):
    to_buy, to_get = of
    units = _units(bought)
    both = sum(sku in to_buy and sku in to_get for sku, _ in units)
    only_buy = sum(sku in to_buy for sku, _ in units) - both
    only_get = sum(sku in to_get for sku, _ in units) - both
    most = max(
        min(sets * get, both - from_both + only_get)
        for sets in range(len(units) + 1)
        for from_both in [max(0, sets * buy - only_buy)]
        if from_both <= both
    )
    benefit = BuyGet(buy, get, get_lines=lines_where(("sku", "in", to_get)))
    promotion = a_promotion(benefit, lines=lines_where(("sku", "in", to_buy)))
    cart = a_cart(*((n, quantity) for n, (_, quantity) in enumerate(bought, 1)))

    found = priced(cart, catalogue(*["1.00"] * len(bought)), promotion)

    assert found.discount == eur("1.00") * most
