"""Carts and promotions for tests, in euros; articles are numbered from 1."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from serai.kernel.conditions import Group, read_tree
from serai.kernel.money import Money
from serai.pricing.domain.cart_to_price import CartToPrice, DeliveryToPrice, LineToPrice
from serai.pricing.domain.price_cart import price_cart
from serai.pricing.domain.price_view import PriceView
from serai.pricing.domain.priced_cart import PricedCart
from serai.pricing.domain.promotions.benefits import Amount, Benefit, FixedPrice, Percent
from serai.pricing.domain.promotions.compiled import Promotions
from serai.pricing.domain.promotions.fields import cart_fields, line_fields
from serai.pricing.domain.promotions.promotion import Promotion

NOW = datetime(2027, 3, 14, 15, 9, 26, tzinfo=UTC)


def eur(amount: str) -> Money:
    return Money.parse(amount, "EUR")


def percent(number: str) -> Percent:
    return Percent(Decimal(number))


def amount(text: str) -> Amount:
    return Amount(eur(text))


def price_of(text: str) -> FixedPrice:
    return FixedPrice(eur(text))


def rules(*each: tuple[str, str, Any], joined: str = "and") -> dict[str, Any]:
    return {
        "combinator": joined,
        "rules": [{"field": f, "operator": o, "value": v} for f, o, v in each],
    }


def lines_where(*each: tuple[str, str, Any]) -> Group:
    return read_tree(rules(*each), line_fields("EUR"))


def cart_where(*each: tuple[str, str, Any]) -> Group:
    return read_tree(rules(*each), cart_fields("EUR"))


def a_promotion(benefit: Benefit, code: str = "p", **more: Any) -> Promotion:
    """Return a promotion in euros, named after its code; its id is made of the code."""
    fields = {
        "id": UUID(bytes=code.encode()[:16].ljust(16, b"\0")),
        "name": code.title(),
        "currency": "EUR",
    }
    return Promotion(code=code, benefit=benefit, **{**fields, **more})


def article(number: int) -> UUID:
    return UUID(int=number)


def a_line(number: int, quantity: int = 1, **more: Any) -> LineToPrice:
    """Return a line; articles of an odd number are tea, those of an even number are cups."""
    kind = "tea" if number % 2 else "cups"
    facts = {"category": ["all", kind], "brand": f"Brand {number}"}
    return LineToPrice(article(number), quantity, facts=facts, **more)


def a_cart(
    *bought: tuple[int, int] | LineToPrice, delivery: str | None = None, **more: Any
) -> CartToPrice:
    """Return a cart of (article number, quantity) or of lines."""
    lines = tuple(line if isinstance(line, LineToPrice) else a_line(*line) for line in bought)
    chosen = None if delivery is None else DeliveryToPrice("To the door", eur(delivery))
    return CartToPrice("web", "EUR", lines, chosen, **more)


def catalogue(*amounts: str | int) -> dict[UUID, PriceView]:
    """Return prices of articles 1, 2, …; whole numbers are minor units."""
    return {
        article(n): PriceView(
            article(n),
            f"A-{n}",
            f"Article {n}",
            f"a-{n}",
            Money(each, "EUR") if isinstance(each, int) else eur(each),
            None,
            True,
            "list",
        )
        for n, each in enumerate(amounts, 1)
    }


def of_web(promotions: Iterable[Promotion], **more: Any) -> Promotions:
    return Promotions(promotions, **{"channel_code": "web", "currency": "EUR", **more})


def priced(
    cart: CartToPrice,
    prices: dict[UUID, PriceView],
    *promotions: Promotion,
    now: datetime = NOW,
) -> PricedCart:
    return price_cart(cart, prices, now=now, adjustments=[of_web(promotions)])


def off(cart: PricedCart) -> list[str]:
    """Return what each line lost."""
    return [f"{line.discount.as_decimal():f}" for line in cart.lines]


def outcomes(cart: PricedCart) -> dict[str, str]:
    """Return what became of each promotion, by code."""
    return {verdict.code: str(verdict.outcome) for verdict in cart.verdicts}


def verdict_of(cart: PricedCart, code: str = "p") -> Any:
    return next(verdict for verdict in cart.verdicts if verdict.code == code)


def adds_up(cart: PricedCart) -> None:
    """Assert that a cart's sums agree, and that promotions explain every cent of its discounts."""
    zero = Money.zero(cart.currency)
    parts: Sequence[Any] = [*cart.lines, *([cart.delivery_line] if cart.delivery_line else [])]
    for part in parts:
        assert sum((each.amount for each in part.discounts), zero) == part.discount
        assert zero <= part.discount
        assert part.total >= zero
    assert sum((part.total for part in parts), zero) == cart.total
    assert cart.items + cart.delivery - cart.discount + cart.tax == cart.total
    for verdict in cart.verdicts:
        mine = [
            each.amount
            for part in parts
            for each in part.discounts
            if each.promotion_id == verdict.promotion_id
        ]
        assert sum(mine, zero) == verdict.taken
        assert verdict.applied or not verdict.taken
    assert sum((verdict.taken for verdict in cart.verdicts), zero) == cart.discount
