"""Read what a promotion gives."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from serai.kernel.conditions import Fields
from serai.kernel.money import Money
from serai.pricing.domain.promotions.benefits import (
    Amount,
    Benefit,
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
from serai.pricing.domain.promotions.read_part import Part

_FREE = Percent(Decimal(100))
MOST_PARTS, MOST_TIERS, MOST_GIFTS, MOST_UNITS = 6, 20, 10, 999


def read_benefit(sent: Part, fields: Fields) -> Benefit:
    """Return the benefit; faults are noted, and what stands in for a wrong one is of no use."""
    kind = sent.choice("kind", *_READERS)
    return _READERS[kind](sent, fields)


def _lines_off(sent: Part, _: Fields) -> LinesOff:
    sent.only("kind", "off", "most_units")
    return LinesOff(_any_off(sent), sent.maybe_whole("most_units"))


def _buy_get(sent: Part, fields: Fields) -> BuyGet:
    sent.only("kind", "buy", "get", "off", "get_lines", "most_sets")
    off = _off(sent, "percent", "price") if sent.has("off") else BuyGet(1, 1).off
    assert not isinstance(off, Amount)
    return BuyGet(
        sent.whole("buy", least=1, most=MOST_UNITS),
        sent.whole("get", least=1, most=MOST_UNITS),
        off,
        sent.tree("get_lines", fields) if sent.has("get_lines") else None,
        sent.maybe_whole("most_sets"),
    )


def _bundle(sent: Part, fields: Fields) -> Bundle:
    sent.only("kind", "parts", "off", "most_sets")
    parts = []
    for part in sent.each("parts", most=MOST_PARTS):
        part.only("quantity", "lines")
        quantity = part.whole("quantity", least=1, most=MOST_UNITS)
        parts.append(BundlePart(quantity, part.tree("lines", fields)))
    if not parts:
        sent.wrong("parts", "some")
    return Bundle(tuple(parts), _any_off(sent), sent.maybe_whole("most_sets"))


def _gift(sent: Part, _: Fields) -> Gift:
    sent.only("kind", "parts")
    parts = []
    for part in sent.each("parts", most=MOST_GIFTS):
        part.only("variant_id", "quantity")
        quantity = part.whole("quantity", least=1, most=MOST_UNITS, default=1)
        parts.append(GiftPart(part.uuid("variant_id"), quantity))
    if not parts:
        sent.wrong("parts", "some")
    if len({part.variant_id for part in parts}) < len(parts):
        sent.wrong("parts", "twice")
    return Gift(tuple(parts))


def _order_off(sent: Part, _: Fields) -> OrderOff:
    sent.only("kind", "off")
    return OrderOff(_reduction(sent))


def _tiers(sent: Part, _: Fields) -> Tiers:
    sent.only("kind", "by", "tiers")
    by = TierBy(sent.choice("by", *TierBy, default=TierBy.SPEND))
    tiers: list[Tier] = []
    for part in sent.each("tiers", most=MOST_TIERS):
        part.only("at_least", "off")
        spends = by is TierBy.SPEND
        at_least = part.money("at_least") if spends else part.whole("at_least", least=1)
        tiers.append(Tier(at_least, _reduction(part)))
    if not tiers:
        sent.wrong("tiers", "some")
    if any(later <= earlier for earlier, later in pairwise(_steps(tiers))):
        sent.wrong("tiers", "rise")
    return Tiers(tuple(tiers), by)


def _steps(tiers: list[Tier]) -> list[int]:
    starts = (tier.at_least for tier in tiers)
    return [start.minor if isinstance(start, Money) else start for start in starts]


def _delivery_off(sent: Part, _: Fields) -> DeliveryOff:
    sent.only("kind", "off")
    return DeliveryOff(_any_off(sent)) if sent.has("off") else DeliveryOff()


def _any_off(sent: Part) -> Percent | Amount | FixedPrice:
    return _off(sent, "percent", "amount", "price")


def _reduction(sent: Part) -> Percent | Amount:
    off = _off(sent, "percent", "amount")
    assert not isinstance(off, FixedPrice)
    return off


def _off(sent: Part, *ways: str) -> Percent | Amount | FixedPrice:
    """Read one of the ways; a percentage and an amount are different keys, so neither is taken for the other."""
    part = sent.inner("off")
    part.only(*ways)
    named = [way for way in ways if part.has(way)]
    if len(named) != 1:
        part.wrong("", "one_of", values=", ".join(ways))
        return _FREE
    if named == ["percent"]:
        return Percent(part.percent("percent"))
    if named == ["amount"]:
        return Amount(part.money("amount"))
    return FixedPrice(part.money("price", least=0))


_READERS: dict[str, Callable[[Part, Fields], Benefit]] = {
    "lines_off": _lines_off,
    "buy_get": _buy_get,
    "bundle": _bundle,
    "gift": _gift,
    "order_off": _order_off,
    "tiers": _tiers,
    "delivery_off": _delivery_off,
}
