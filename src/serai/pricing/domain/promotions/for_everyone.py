"""Promotions that whoever comes gets without doing anything: those that articles can be shown with."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.conditions import Group, Rule
from serai.pricing.domain.promotions.benefits import Bundle, BuyGet, LinesOff
from serai.pricing.domain.promotions.compiled import Promotions
from serai.pricing.domain.promotions.promotion import NO_MINIMUM, Promotion
from serai.pricing.domain.promotions.ready import Ready

_OF_QUANTITY = frozenset({"quantity", "cost"})
_OF_ARTICLES = (LinesOff, BuyGet, Bundle)


@dataclass(frozen=True, slots=True)
class ForEveryone:
    """
    What is open to everyone in a channel at an instant.

    `named` are the promotions whose names stand beside articles. Those of `priced` are among them: each takes
    its part off every unit in every cart, so that the price after them can be shown.
    """

    named: tuple[Ready, ...]
    priced: tuple[Promotion, ...]

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return bool(self.named)

    @property
    def marks(self) -> list[tuple[str, int, bool]]:
        """Return id, version and whether it is priced of each: other marks show other articles otherwise."""
        priced = {each.id for each in self.priced}
        return [
            (str(each.id), each.version, each.id in priced)
            for each in (ready.promotion for ready in self.named)
        ]


def for_everyone(rules: Promotions, *, limited: Collection[UUID], now: datetime) -> ForEveryone:
    """
    Return what everyone gets now, in the order in which promotions have their turns.

    Promotions with conditions, for codes or for single stores are not everyone's. A price is shown only where
    nothing can take it back: not of promotions that are limited, capped, ask for a minimum or for quantities,
    stand alone, or share their group with another one.

    Args:
        rules: what is in force in a channel.
        limited: promotions that may be used up.
        now: the present instant.
    """
    on = [each for each in rules.here if each.promotion.schedule.is_on(now, rules.zone)]
    groups = [each.promotion.stacking.group for each in on]
    named = [each for each in on if _is_open(each.promotion) and _is_of_articles(each.promotion)]
    priced = (
        promotion
        for promotion in (each.promotion for each in named)
        if promotion.id not in limited
        and _is_of_each_unit(promotion)
        and not promotion.stacking.exclusive
        and (not promotion.stacking.group or groups.count(promotion.stacking.group) == 1)
    )
    return ForEveryone(tuple(named), tuple(priced))


def fields_of(tree: Group | Rule) -> frozenset[str]:
    """Return the facts that a tree asks for."""
    if isinstance(tree, Rule):
        return frozenset({tree.field})
    return frozenset(name for part in tree.rules for name in fields_of(part))


def _is_open(promotion: Promotion) -> bool:
    conditions = promotion.conditions
    asks = conditions.rules or conditions.negated or promotion.stores
    return not (asks or promotion.needs_coupon)


def _is_of_articles(promotion: Promotion) -> bool:
    """Return whether it says something about single articles: an order's or a delivery's reduction does not."""
    return isinstance(promotion.benefit, _OF_ARTICLES) or bool(promotion.lines.rules)


def _is_of_each_unit(promotion: Promotion) -> bool:
    return (
        isinstance(promotion.benefit, LinesOff)
        and promotion.benefit.most_units is None
        and promotion.minimum == NO_MINIMUM
        and promotion.most is None
        and _OF_QUANTITY.isdisjoint(fields_of(promotion.lines))
    )
