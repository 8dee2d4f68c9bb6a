"""Promotions made ready to be asked: their conditions are functions, their order is fixed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from serai.kernel.conditions import (
    Combinator,
    Fields,
    FieldType,
    Group,
    Moment,
    Operator,
    Predicate,
    Rule,
    predicate,
    tree_hash,
)
from serai.kernel.conditions.fold import fold
from serai.pricing.domain.promotions.basket import Basket
from serai.pricing.domain.promotions.benefits import Bundle, BuyGet, Stage
from serai.pricing.domain.promotions.promotion import Promotion

_RELATIVE = (Operator.WITHIN_LAST, Operator.WITHIN_NEXT, Operator.LONGER_AGO)
_IS = (Operator.EQUAL, Operator.IN, Operator.CONTAINS_ANY)
_STAGES = tuple(Stage)


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A value that a line must have to match at all: only lines that have one of them are asked."""

    field: str
    values: frozenset[Any]
    folds: bool


class Asked:
    """A tree that is asked of many carts; one that speaks of days ago is compiled for each moment."""

    def __init__(self, tree: Group, fields: Fields, at: Moment) -> None:
        self.tree, self.fields = tree, fields
        self._always = None if _is_relative(tree) else predicate(tree, fields, at)
        self._anchor = _anchor_of(tree, fields)

    def ask(self, at: Moment) -> Predicate:
        """Return the function that says whether facts match."""
        return self._always or predicate(self.tree, self.fields, at)

    def lines_of(self, basket: Basket) -> Sequence[int]:
        """Return the lines of the cart that match, in order; found once for a cart."""
        found = basket.matching.get(id(self))
        if found is None:
            found = basket.matching[id(self)] = self._lines_of(basket)
        return found

    def _lines_of(self, basket: Basket) -> Sequence[int]:
        if not self.tree.rules:
            return () if self.tree.negated else basket.goods
        anchor = self._anchor
        lines: Sequence[int] = (
            basket.goods
            if anchor is None
            else basket.having(anchor.field, anchor.values, folds=anchor.folds)
        )
        if not lines:
            return ()
        matches, facts = self.ask(basket.at), basket.lines
        return [line for line in lines if matches(facts[line])]


@dataclass(frozen=True, slots=True)
class Ready:
    """A promotion with its conditions as functions; `parts` are those of its benefit."""

    promotion: Promotion
    order: tuple[int, int, str]
    when: Asked | None
    lines: Asked
    parts: tuple[Asked, ...] = field(default=())


class Readier:
    """Makes promotions ready; equal trees are compiled once, so that a cart is asked once."""

    def __init__(
        self, at: Moment, of_cart: Callable[[str], Fields], of_lines: Callable[[str], Fields]
    ) -> None:
        self._at, self._of_cart, self._of_lines = at, of_cart, of_lines
        self._fields: dict[tuple[str, str], Fields] = {}
        self._known: dict[tuple[str, str, str], Asked] = {}

    def ready(self, promotion: Promotion) -> Ready:
        """Return the promotion, ready."""
        has_conditions = promotion.conditions.rules or promotion.conditions.negated
        currency = promotion.currency
        return Ready(
            promotion,
            order_of(promotion),
            self._asked(promotion.conditions, "cart", currency) if has_conditions else None,
            self._asked(promotion.lines, "lines", currency),
            tuple(self._asked(tree, "lines", currency) for tree in _trees_of(promotion)),
        )

    def _asked(self, tree: Group, of: str, currency: str) -> Asked:
        key = of, currency, tree_hash(tree)
        if key not in self._known:
            fields = self._fields.get((of, currency))
            if fields is None:
                make = self._of_cart if of == "cart" else self._of_lines
                fields = self._fields[of, currency] = make(currency)
            self._known[key] = Asked(tree, fields, self._at)
        return self._known[key]


def order_of(promotion: Promotion) -> tuple[int, int, str]:
    """Return what promotions are sorted by: the stage, the higher priority, the code."""
    return _STAGES.index(promotion.stage), -promotion.stacking.priority, promotion.code


def _trees_of(promotion: Promotion) -> tuple[Group, ...]:
    benefit = promotion.benefit
    if isinstance(benefit, BuyGet) and benefit.get_lines is not None:
        return (benefit.get_lines,)
    if isinstance(benefit, Bundle):
        return tuple(part.lines for part in benefit.parts)
    return ()


def _is_relative(tree: Group | Rule) -> bool:
    if isinstance(tree, Rule):
        return tree.operator in _RELATIVE
    return any(_is_relative(part) for part in tree.rules)


def _anchor_of(tree: Group, fields: Fields) -> _Anchor | None:
    """Return a rule of the outermost group without which nothing matches, if one asks for values."""
    if tree.negated or (tree.combinator is Combinator.OR and len(tree.rules) > 1):
        return None
    for rule in tree.rules:
        if isinstance(rule, Rule) and rule.operator in _IS:
            about = fields[rule.field]
            if about.element in (FieldType.TEXT, FieldType.CHOICE):
                values = rule.value if isinstance(rule.value, tuple) else (rule.value,)
                folds = about.folds and about.type is not FieldType.LIST
                return _Anchor(
                    rule.field,
                    frozenset(fold(str(each)) if folds else each for each in values),
                    folds,
                )
    return None
