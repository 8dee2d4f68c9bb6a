"""What promotions did, as carts and orders show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from serai.kernel.money import Money
from serai.ordering.domain.promoted import Applied, LineDiscount, Promoted


@dataclass(frozen=True)
class DiscountView:
    """What one promotion took off, and the code that opened it, if any."""

    promotion_id: UUID
    code: str
    name: str
    amount: Money
    coupon: str


@dataclass(frozen=True)
class CodeView:
    """A code that the shopper entered; `state` is "applied", or a word for why it takes nothing off."""

    code: str
    name: str
    state: str
    missing: Money | None
    missing_units: int | None


@dataclass(frozen=True)
class OfferView:
    """A promotion that lacks but little; what is missing is an amount or a number of units."""

    promotion_id: UUID
    code: str
    name: str
    missing: Money | None
    missing_units: int | None


def discount_views(found: Iterable[Applied | LineDiscount], currency: str) -> list[DiscountView]:
    """Return discounts as they are shown."""
    return [
        DiscountView(
            each.promotion_id, each.code, each.name, Money(each.minor, currency), each.coupon
        )
        for each in found
    ]


def code_views(promoted: Promoted, currency: str) -> list[CodeView]:
    """Return the codes that were entered, in their order, and what became of each."""
    applied = {each.coupon: each for each in promoted.applied}
    missed = {each.coupon: each for each in promoted.missed}
    views = []
    for entered in promoted.codes:
        code, facts = entered.code, {}
        name, state = "", entered.refused
        if code in applied:
            name, state = applied[code].name, "applied"
        elif not state and code in missed:
            name, state, facts = missed[code].name, missed[code].reason, missed[code].facts
        views.append(CodeView(code, name, state or "not_here", *_missing(facts, currency)))
    return views


def offer_views(promoted: Promoted, currency: str) -> list[OfferView]:
    """Return the promotions that lack but little and need no code."""
    return [
        OfferView(each.promotion_id, each.code, each.name, *_missing(each.facts, currency))
        for each in promoted.missed
        if not each.coupon and ("missing_minor" in each.facts or "missing_units" in each.facts)
    ]


def _missing(facts: dict[str, object], currency: str) -> tuple[Money | None, int | None]:
    minor, units = facts.get("missing_minor"), facts.get("missing_units")
    return (
        Money(minor, currency) if isinstance(minor, int) else None,
        units if isinstance(units, int) else None,
    )
