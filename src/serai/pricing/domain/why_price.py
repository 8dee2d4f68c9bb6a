"""What became of each price, in sentences."""

from collections.abc import Sequence

from serai.pricing.domain.choose_price import Offer, Verdict
from serai.pricing.domain.price_list import PriceList


def why_each(found: Sequence[tuple[Offer, Verdict]], *, quantity: int) -> list[str]:
    """Return for each price why it counts or does not, in the same order."""
    counts = next(offer for offer, verdict in found if verdict is Verdict.COUNTS)
    return [f"{_what(offer)} {_why(verdict, counts, quantity)}" for offer, verdict in found]


def _what(offer: Offer) -> str:
    price = str(offer.amount) if offer.unit is None else f"{offer.unit.amount:f} {offer.currency}"
    if offer.price_list is None:
        return f"{price}, the price for everyone,"
    start = f" from {offer.min_quantity} on," if offer.min_quantity > 1 else ""
    return (
        f"{price}{start} on the price list {offer.price_list.code} ({_audience(offer.price_list)})"
    )


def _audience(on: PriceList) -> str:
    if on.company_id is not None:
        return f"for the company {on.company_id}"
    if on.store:
        return f"in the store {on.store}"
    return f"for the group {on.customer_group}" if on.customer_group else "for everyone"


def _why(verdict: Verdict, counts: Offer, quantity: int) -> str:
    if verdict is Verdict.COUNTS:
        return "counts."
    if verdict is Verdict.TOO_FEW:
        return f"does not count: only {quantity} are bought."
    if verdict is Verdict.OTHER_TIER:
        return "does not count: its list has a price for more that is reached as well."
    if verdict is Verdict.LATER_LIST:
        return "does not count: the fixed prices of another list come before it."
    if verdict is Verdict.REPLACED:
        return "does not count: a fixed price stands in its place."
    return f"does not count: {counts.amount} is as low or lower."
