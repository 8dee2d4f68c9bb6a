"""Which of several prices a buyer pays for so many units."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from serai.kernel.currencies import exponent_of
from serai.kernel.money import Money, UnitPrice
from serai.kernel.rounding import Rounding
from serai.pricing.domain.price_list import ListKind, PriceList
from serai.pricing.domain.price_view import PriceTier


@dataclass(frozen=True, slots=True)
class Offer:
    """
    A price that a buyer might pay for one unit, from so many on.

    `minor` counts minor units and may be finer than one; `price_list` is `None` for the price for everyone.
    """

    minor: Decimal
    currency: str
    compare_at_minor: int | None
    source: str
    price_list: PriceList | None = None
    min_quantity: int = 1

    @property
    def amount(self) -> Money:
        """Return the price in whole minor units, rounded half up: to be told, not to be multiplied."""
        return Money(Rounding.HALF_UP.whole(self.minor), self.currency)

    @property
    def unit(self) -> UnitPrice | None:
        """Return the exact price where it is finer than a minor unit."""
        if self.minor == self.minor.to_integral_value():
            return None
        return UnitPrice(self.minor.scaleb(-exponent_of(self.currency)).normalize(), self.currency)

    @property
    def reduces(self) -> bool:
        """Whether everybody pays it for one unit on a list of lower prices: a reduction to announce."""
        on = self.price_list
        return (
            on is not None
            and on.for_everyone
            and on.kind is ListKind.LOWER
            and self.min_quantity == 1
        )


class Verdict(StrEnum):
    """What became of an offer."""

    COUNTS = "counts"
    TOO_FEW = "too_few"
    """It begins at a greater quantity."""
    OTHER_TIER = "other_tier"
    """Its list has a price from a greater quantity on that is reached as well."""
    LATER_LIST = "later_list"
    """A list of fixed prices that comes before it has one."""
    REPLACED = "replaced"
    """A fixed price stands in its place."""
    NOT_LOWER = "not_lower"
    """Another price is as low or lower."""


def chosen(base: Offer, offers: Sequence[Offer], quantity: int) -> Offer:
    """
    Return the price that counts for so many units.

    Of each list the price with the greatest quantity that is reached stands for it. The first list of fixed
    prices replaces the price for everyone; then the lowest of that and of all lists of lower prices counts,
    and of equal ones the one that comes first.

    Args:
        base: the price for everyone.
        offers: of all lists for the buyer, in the order of the lists' precedence.
        quantity: how many units, 1 or more.
    """
    standing, lower = base, None
    for offer in _reached(offers, quantity):
        if offer.price_list is not None and offer.price_list.kind is ListKind.FIXED:
            if standing is base:
                standing = offer
        elif lower is None or offer.minor < lower.minor:
            lower = offer
    return lower if lower is not None and lower.minor < standing.minor else standing


def compare_at_of(counts: Offer, base: Offer) -> Money | None:
    """Return what is shown crossed out: what the price says itself or, of a sale, the price before it."""
    minor = counts.compare_at_minor
    if minor is None and counts.reduces:
        minor = max(base.amount.minor, base.compare_at_minor or 0)
    if minor is None or minor <= counts.amount.minor:
        return None
    return Money(minor, counts.currency)


def tiers_of(base: Offer, offers: Sequence[Offer]) -> tuple[PriceTier, ...]:
    """Return the prices that count from each quantity on; none when there is one price for all."""
    if all(offer.min_quantity == 1 for offer in offers):
        return ()
    tiers: list[PriceTier] = []
    last: Decimal | None = None
    for quantity in sorted({1, *(offer.min_quantity for offer in offers)}):
        counts = chosen(base, offers, quantity)
        if counts.minor != last:
            tiers.append(PriceTier(quantity, counts.amount, counts.unit))
        last = counts.minor
    return tuple(tiers) if len(tiers) > 1 else ()


def verdicts(base: Offer, offers: Sequence[Offer], quantity: int) -> list[tuple[Offer, Verdict]]:
    """Return what became of each price, the one for everyone last; exactly one counts."""
    counts = chosen(base, offers, quantity)
    reached = list(_reached(offers, quantity))
    fixed = [offer for offer in reached if _is_fixed(offer)]
    found = []
    for offer in (*offers, base):
        if offer is counts:
            verdict = Verdict.COUNTS
        elif offer is base:
            verdict = Verdict.REPLACED if fixed else Verdict.NOT_LOWER
        elif offer.min_quantity > quantity:
            verdict = Verdict.TOO_FEW
        elif offer not in reached:
            verdict = Verdict.OTHER_TIER
        elif _is_fixed(offer) and offer is not fixed[0]:
            verdict = Verdict.LATER_LIST
        else:
            verdict = Verdict.NOT_LOWER
        found.append((offer, verdict))
    return found


def _is_fixed(offer: Offer) -> bool:
    return offer.price_list is not None and offer.price_list.kind is ListKind.FIXED


def _reached(offers: Sequence[Offer], quantity: int) -> Sequence[Offer]:
    """Return of each list the price with the greatest quantity that is reached, in the given order."""
    best: dict[str, Offer] = {}
    for offer in offers:
        if offer.price_list is None or offer.min_quantity > quantity:
            continue
        there = best.get(offer.price_list.code)
        if there is None or there.min_quantity < offer.min_quantity:
            best[offer.price_list.code] = offer
    return list(best.values())
