"""A cart as promotions see it: facts of its lines and of the whole."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from serai.kernel.conditions import Moment
from serai.kernel.conditions.fold import fold
from serai.kernel.money import Money
from serai.pricing.domain.adjustments import SoFar
from serai.pricing.domain.promotions.left import Left

Facts = Mapping[str, Any]
_LISTS = {"skus": "sku", "categories": "category", "brands": "brand"}


class Basket:
    """
    A cart at one moment, made for being asked many times.

    `goods` are the places of its lines that are no gifts: only they count.
    """

    def __init__(self, so_far: SoFar, at: Moment) -> None:
        self.cart, self.at = so_far.cart, at
        self._so_far = so_far
        self.goods = [i for i, line in enumerate(self.cart.lines) if line.gift_of is None]
        self.matching: dict[int, Sequence[int]] = {}
        self._lines: list[Facts] | None = None
        self._whole: Facts | None = None
        self._having: dict[tuple[str, bool], dict[Any, list[int]]] = {}

    def left(self) -> Left:
        """Return what is left to pay before the first promotion."""
        return Left(
            [money.minor for money in self._so_far.lines],
            [line.quantity for line in self.cart.lines],
            self._so_far.delivery.minor,
        )

    def before_discounts(self, lines: Sequence[int]) -> int:
        """Return what some lines cost without any discount, minor units."""
        return sum(self._so_far.items[line].minor for line in lines)

    @property
    def lines(self) -> list[Facts]:
        """Return the facts of each line."""
        if self._lines is None:
            so_far = self._so_far
            self._lines = [
                {
                    **line.facts,
                    "sku": price.sku,
                    "price": price.amount,
                    "cost": cost,
                    "quantity": line.quantity,
                    "reduced": price.compare_at is not None,
                }
                for line, price, cost in zip(
                    self.cart.lines, so_far.prices, so_far.items, strict=True
                )
            ]
        return self._lines

    @property
    def whole(self) -> Facts:
        """Return the facts of the cart, its buyer and its destination."""
        if self._whole is None:
            cart, goods = self.cart, [self.lines[line] for line in self.goods]
            self._whole = {
                **cart.facts,
                "items": Money(self.before_discounts(self.goods), cart.currency),
                "units": sum(facts["quantity"] for facts in goods),
                "articles": len({facts["sku"] for facts in goods}),
                "country": cart.country or None,
                "region": cart.region or None,
                "customer_group": cart.customer_group,
                "for_company": cart.company_id is not None,
                **{name: _all(of, goods) for name, of in _LISTS.items()},
            }
        return self._whole

    def having(self, field: str, values: Collection[Any], *, folds: bool) -> list[int]:
        """Return the lines whose fact is, or has among it, one of the values, in order."""
        index = self._having.get((field, folds))
        if index is None:
            index = self._having[field, folds] = self._indexed(field, folds=folds)
        if len(values) > len(index):
            found = {line for value, lines in index.items() if value in values for line in lines}
        else:
            found = {line for value in values for line in index.get(value, ())}
        return sorted(found)

    def _indexed(self, field: str, *, folds: bool) -> dict[Any, list[int]]:
        index: dict[Any, list[int]] = {}
        lines = self.lines
        for line in self.goods:
            for value in _values(lines[line].get(field)):
                index.setdefault(fold(value) if folds else value, []).append(line)
        return index


def _values(fact: Any) -> Collection[Any]:
    if fact is None:
        return ()
    return (fact,) if isinstance(fact, str) else fact


def _all(field: str, goods: Sequence[Facts]) -> frozenset[Any]:
    return frozenset(value for facts in goods for value in _values(facts.get(field)))
