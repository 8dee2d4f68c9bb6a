"""How much each customer likes what offers are for."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from serai.marketing.domain.offer_categories import offer_categories
from serai.marketing.models import CategoryChance
from serai.pricing.public import promotion

_WHOLE = 10_000


def liking_of(
    offers: Mapping[UUID, str], customer_ids: Sequence[UUID]
) -> dict[str, dict[UUID, float]]:
    """
    Return, for each offer that is for some categories only, the chance that each customer buys there.

    Customers of whom nothing is known are left out, and so are offers without any. One statement, and one for each
    offer.

    Args:
        offers: the codes of offers by their promotions.
        customer_ids: who may be asked.
    """
    categories = {
        code: offer_categories(promotion(promotion_id).rule)
        for promotion_id, code in offers.items()
    }
    named = set().union(*categories.values()) if categories else set()
    if not named:
        return {}
    kept = CategoryChance.objects.filter(category__in=named, customer_id__in=customer_ids)
    chances: dict[UUID, dict[str, float]] = {}
    for customer, category, chance in kept.values_list("customer_id", "category", "chance"):
        chances.setdefault(customer, {})[category] = chance / _WHOLE
    found = {
        code: {customer: _any(known[each] for each in wanted if each in known) for customer, known in chances.items()}
        for code, wanted in categories.items()
        if wanted
    }  # fmt: skip
    return {code: likes for code, likes in found.items() if any(likes.values())}


def _any(chances: Iterable[float]) -> float:
    """Return the chance of at least one, as if they had nothing to do with each other."""
    none = 1.0
    for chance in chances:
        none *= 1 - chance
    return 1 - none
