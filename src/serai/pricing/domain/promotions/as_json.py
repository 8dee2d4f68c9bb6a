"""Promotions as plain JSON: how they are kept, exchanged and hashed."""

from collections.abc import Callable
from typing import Any, cast

from serai.kernel.conditions import as_json
from serai.kernel.money import Money
from serai.pricing.domain.promotions.benefits import (
    Amount,
    Benefit,
    Bundle,
    BuyGet,
    DeliveryOff,
    FixedPrice,
    Gift,
    LinesOff,
    OrderOff,
    Percent,
    Tiers,
)
from serai.pricing.domain.promotions.promotion import Promotion
from serai.pricing.domain.promotions.schedule import Schedule

Json = dict[str, Any]


def promotion_as_json(promotion: Promotion) -> Json:
    """Return the promotion as JSON values; `read_promotion` makes the same promotion of them."""
    return {
        "id": str(promotion.id),
        "code": promotion.code,
        "version": promotion.version,
        "name": promotion.name,
        "benefit": benefit_as_json(promotion.benefit),
        "conditions": as_json(promotion.conditions),
        "lines": as_json(promotion.lines),
        "minimum": {
            "spend": _money(promotion.minimum.spend),
            "quantity": promotion.minimum.quantity,
            "before_discounts": promotion.minimum.before_discounts,
        },
        "schedule": _schedule(promotion.schedule),
        "channels": sorted(promotion.channels),
        "stores": sorted(promotion.stores),
        "currency": promotion.currency,
        "needs_coupon": promotion.needs_coupon,
        "most": _money(promotion.most),
        "stacking": {
            "priority": promotion.stacking.priority,
            "group": promotion.stacking.group,
            "exclusive": promotion.stacking.exclusive,
        },
    }


def benefit_as_json(benefit: Benefit) -> Json:
    """Return what a promotion gives as JSON values; `kind` names it."""
    kind, write = _WRITERS[type(benefit)]
    return {"kind": kind, **write(benefit)}


def _money(money: Money | None) -> str | None:
    return None if money is None else f"{money.as_decimal():f}"


def _off(off: Percent | Amount | FixedPrice) -> Json:
    if isinstance(off, Percent):
        return {"percent": f"{off.percent.normalize():f}"}
    if isinstance(off, Amount):
        return {"amount": _money(off.amount)}
    return {"price": _money(off.price)}


def _lines_off(benefit: LinesOff) -> Json:
    return {"off": _off(benefit.off), "most_units": benefit.most_units}


def _buy_get(benefit: BuyGet) -> Json:
    return {
        "buy": benefit.buy,
        "get": benefit.get,
        "off": _off(benefit.off),
        "get_lines": benefit.get_lines and as_json(benefit.get_lines),
        "most_sets": benefit.most_sets,
    }


def _bundle(benefit: Bundle) -> Json:
    parts = [{"quantity": part.quantity, "lines": as_json(part.lines)} for part in benefit.parts]
    return {"parts": parts, "off": _off(benefit.off), "most_sets": benefit.most_sets}


def _order_off(benefit: OrderOff) -> Json:
    return {"off": _off(benefit.off)}


def _tiers(benefit: Tiers) -> Json:
    tiers = [
        {
            "at_least": _money(tier.at_least)
            if isinstance(tier.at_least, Money)
            else tier.at_least,
            "off": _off(tier.off),
        }
        for tier in benefit.tiers
    ]
    return {"by": str(benefit.by), "tiers": tiers}


def _delivery_off(benefit: DeliveryOff) -> Json:
    return {"off": _off(benefit.off)}


def _gift(benefit: Gift) -> Json:
    parts = [
        {"variant_id": str(part.variant_id), "quantity": part.quantity} for part in benefit.parts
    ]
    return {"parts": parts}


def _schedule(schedule: Schedule) -> Json:
    return {
        "starts_at": schedule.starts_at and schedule.starts_at.isoformat(),
        "ends_at": schedule.ends_at and schedule.ends_at.isoformat(),
        "seasons": [
            {
                "first": season.first.isoformat(),
                "last": season.last.isoformat(),
                "every_year": season.every_year,
            }
            for season in schedule.seasons
        ],
        "weekdays": sorted(schedule.weekdays),
        "hours": [
            {"start": hours.start.isoformat(), "end": hours.end.isoformat()}
            for hours in schedule.hours
        ],
    }


_WRITERS = cast(
    "dict[type[Benefit], tuple[str, Callable[[Benefit], Json]]]",
    {
        LinesOff: ("lines_off", _lines_off),
        BuyGet: ("buy_get", _buy_get),
        Bundle: ("bundle", _bundle),
        Gift: ("gift", _gift),
        OrderOff: ("order_off", _order_off),
        Tiers: ("tiers", _tiers),
        DeliveryOff: ("delivery_off", _delivery_off),
    },
)
KINDS = tuple(kind for kind, _ in _WRITERS.values())
"""The names of the kinds of benefits."""
