"""What became of each price, in sentences."""

from collections.abc import Sequence

from serai.kernel.told import Told
from serai.pricing.domain.choose_price import Offer, Verdict
from serai.pricing.domain.price_list import PriceList


def why_each(found: Sequence[tuple[Offer, Verdict]], *, quantity: int) -> list[Told]:
    """Return for each price why it counts or does not, in the same order."""
    counts = next(offer for offer, verdict in found if verdict is Verdict.COUNTS)
    return [_why(_what(offer), verdict, counts, quantity) for offer, verdict in found]


def _what(offer: Offer) -> Told:
    price = offer.amount if offer.unit is None else f"{offer.unit.amount:f} {offer.currency}"
    if offer.price_list is None:
        return Told("price_for_everyone", "{price}, the price for everyone,", {"price": price})
    facts = {
        "price": price,
        "price_list": offer.price_list.code,
        "audience": _audience(offer.price_list),
    }
    if offer.min_quantity == 1:
        return Told("price_on_list", "{price} on the price list {price_list} ({audience})", facts)
    return Told(
        "price_on_list_from",
        "{price} from {quantity} on, on the price list {price_list} ({audience})",
        {**facts, "quantity": offer.min_quantity},
    )


def _audience(on: PriceList) -> Told:
    if on.company_id is not None:
        return Told("for_company", "for the company {company}", {"company": on.company_id})
    if on.store:
        return Told("in_store", "in the store {store}", {"store": on.store})
    if on.customer_group:
        return Told("for_group", "for the group {group}", {"group": on.customer_group})
    return Told("for_everyone", "for everyone")


def _why(what: Told, verdict: Verdict, counts: Offer, quantity: int) -> Told:
    facts = {"offer": what}
    if verdict is Verdict.COUNTS:
        return Told("counts", "{offer} counts.", facts)
    if verdict is Verdict.TOO_FEW:
        return Told(
            "too_few",
            "{offer} does not count: only {quantity} are bought.",
            {**facts, "quantity": quantity},
        )
    if verdict is Verdict.OTHER_TIER:
        return Told(
            "other_tier",
            "{offer} does not count: its list has a price for more that is reached as well.",
            facts,
        )
    if verdict is Verdict.LATER_LIST:
        return Told(
            "later_list",
            "{offer} does not count: the fixed prices of another list come before it.",
            facts,
        )
    if verdict is Verdict.REPLACED:
        return Told("replaced", "{offer} does not count: a fixed price stands in its place.", facts)
    return Told(
        "not_lower",
        "{offer} does not count: {lowest} is as low or lower.",
        {**facts, "lowest": counts.amount},
    )
