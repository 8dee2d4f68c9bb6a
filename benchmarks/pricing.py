"""Fifty lines priced with two hundred promotions, beside bare loops over the same lines."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID

from serai.config.measurement import Measurement
from serai.kernel.conditions import Group, read_tree
from serai.kernel.money import Money
from serai.pricing.domain.cart_to_price import CartToPrice, DeliveryToPrice, LineToPrice
from serai.pricing.domain.price_cart import price_cart
from serai.pricing.domain.price_view import PriceView
from serai.pricing.domain.promotions.benefits import (
    Amount,
    Benefit,
    Bundle,
    BundlePart,
    BuyGet,
    DeliveryOff,
    FixedPrice,
    LinesOff,
    OrderOff,
    Percent,
    Tier,
    Tiers,
)
from serai.pricing.domain.promotions.compiled import Promotions
from serai.pricing.domain.promotions.fields import cart_fields, line_fields
from serai.pricing.domain.promotions.promotion import Minimum, Promotion, Stacking

LINES, PROMOTIONS, TIMES = 50, 200, 200
MOST_MS = 5.0
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
BRANDS, CATEGORIES = 300, 60
_CART, _LINES = cart_fields("EUR"), line_fields("EUR")


def measure() -> Iterator[Measurement]:
    """Yield the milliseconds of pricing a cart with promotions and without."""
    cart, prices = _cart()
    chosen = [_promotion(number) for number in range(PROMOTIONS)]
    started = perf_counter()
    rules = Promotions(chosen, channel_code="web", currency="EUR")
    ready = (perf_counter() - started) * 1000
    priced = price_cart(cart, prices, now=NOW, adjustments=[rules])
    applied = sum(verdict.applied for verdict in priced.verdicts)
    shares = sum(len(line.discounts) for line in priced.lines)
    floor = _by_hand(cart, prices)
    yield Measurement(
        name=f"{LINES} lines priced with {PROMOTIONS} promotions",
        value=_milliseconds(lambda: price_cart(cart, prices, now=NOW, adjustments=[rules])),
        unit="ms",
        reference=_milliseconds(floor),
        bar=MOST_MS,
        at_most=True,
        bar_on_value=True,
        note=f"{applied} apply, {shares} discounts of lines; floor: loops written by hand that take a tenth"
        f" off the same lines; made ready in {ready:.0f} ms; median of {TIMES}",
    )
    yield Measurement(
        name=f"{LINES} lines priced without promotions",
        value=_milliseconds(lambda: price_cart(cart, prices, now=NOW)),
        unit="ms",
    )


def _cart() -> tuple[CartToPrice, dict[UUID, PriceView]]:
    chance = Random(4)
    prices, lines = {}, []
    for number in range(1, LINES + 1):
        variant, sku = UUID(int=number), f"A-{number}"
        amount = Money(chance.randrange(99, 4999), "EUR")
        prices[variant] = PriceView(variant, sku, f"Article {number}", sku, amount, None, True, "")
        facts = {
            "brand": f"Brand {chance.randrange(BRANDS)}",
            "category": ["all", f"category {chance.randrange(CATEGORIES)}"],
        }
        lines.append(LineToPrice(variant, chance.randrange(1, 5), facts=facts))
    delivery = DeliveryToPrice("To the door", Money(499, "EUR"))
    known = {"customer.orders": 3, "customer.segments": ["club"]}
    return CartToPrice("web", "EUR", tuple(lines), delivery, facts=known), prices


def _promotion(number: int) -> Promotion:
    """Return one of ten kinds; most are for three brands or one category, as in a shop."""
    benefit, more = _KINDS[number % len(_KINDS)](number)
    if number % 7 == 0:
        more["stacking"] = Stacking(group=f"group {number % 4}")
    elif isinstance(benefit, OrderOff):
        more["stacking"] = Stacking(group="order")
    return Promotion(UUID(int=number + 1), f"p{number:03}", f"Promotion {number}", benefit,
                     currency="EUR", **more)  # fmt: skip


def _eur(minor: int) -> Money:
    return Money(minor, "EUR")


def _brands(number: int) -> dict[str, Any]:
    names = [f"Brand {(number * 7 + step * 101) % BRANDS}" for step in range(3)]
    return {"lines": _where("brand", "in", names)}


def _category(number: int) -> dict[str, Any]:
    names = [f"category {number % CATEGORIES}"]
    return {"lines": _where("category", "containsAny", names)}


def _where(field: str, operator: str, value: Any) -> Group:
    return read_tree({"rules": [{"field": field, "operator": operator, "value": value}]}, _LINES)


def _if(field: str, operator: str, value: Any) -> dict[str, Any]:
    rule = {"field": field, "operator": operator, "value": value}
    return {"conditions": read_tree({"rules": [rule]}, _CART)}


_TEN = Percent(Decimal(10))
_STEPS = Tiers((Tier(_eur(5000), Percent(Decimal(5))), Tier(_eur(10000), _TEN)))
_KINDS: tuple[Callable[[int], tuple[Benefit, dict[str, Any]]], ...] = (
    lambda n: (LinesOff(_TEN), _brands(n)),
    lambda n: (LinesOff(Amount(_eur(50))), _category(n)),
    lambda n: (BuyGet(2, 1), _brands(n)),
    lambda n: (Bundle((BundlePart(3),), FixedPrice(_eur(900))), _category(n)),
    lambda n: (OrderOff(_TEN), _if("items", ">=", f"{n}0.00")),
    lambda n: (OrderOff(Amount(_eur(500))), _if("customer.segments", "containsAny", [f"s{n}"])),
    lambda n: (_STEPS, _category(n)),
    lambda n: (DeliveryOff(_TEN), {"minimum": Minimum(_eur(n * 1000))}),
    lambda n: (LinesOff(FixedPrice(_eur(199))), {"lines": _where("price", ">=", f"{n}.00")}),
    lambda n: (LinesOff(Percent(Decimal(30))), _brands(n)),
)


def _by_hand(cart: CartToPrice, prices: dict[UUID, PriceView]) -> Callable[[], list[int]]:
    """Return bare sums over the same lines: for each promotion its lines are found and reduced by a tenth."""
    brands = [line.facts["brand"] for line in cart.lines]
    categories = [line.facts["category"][1] for line in cart.lines]
    costs = [prices[line.variant_id].amount.minor * line.quantity for line in cart.lines]
    places = range(len(costs))

    def mine(number: int) -> list[int]:
        if number % 10 in (0, 2, 9):
            wanted = {f"Brand {(number * 7 + step * 101) % BRANDS}" for step in range(3)}
            return [i for i in places if brands[i] in wanted]
        if number % 10 in (1, 3, 6):
            name = f"category {number % CATEGORIES}"
            return [i for i in places if categories[i] == name]
        return [i for i in places if costs[i] >= number * 100]

    def priced() -> list[int]:
        left = costs.copy()
        for number in range(PROMOTIONS):
            for i in mine(number):
                left[i] -= left[i] // 10
        return left

    return priced


def _milliseconds(act: Callable[[], object]) -> float:
    times = []
    for _ in range(TIMES):
        started = perf_counter()
        act()
        times.append(perf_counter() - started)
    return median(times) * 1000
