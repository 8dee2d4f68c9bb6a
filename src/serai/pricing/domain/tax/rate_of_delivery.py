"""The one rate that comes to the tax of a delivery."""

from collections.abc import Iterable
from decimal import Decimal

from serai.pricing.domain.tax.policy import DELIVERY, TaxPolicy

_NOTHING = Decimal(0)


def rate_of_delivery(goods: Iterable[tuple[int, Decimal]], policy: TaxPolicy) -> Decimal:
    """
    Return the rate of a delivery, to a millionth; where it follows the goods, the one that taxes it as its parts are.

    Args:
        goods: what each line costs after discounts, minor units, and its rate.
        policy: which rates are charged.
    """
    worth = [(minor, rate) for minor, rate in goods if minor > 0]
    if policy.charges_nothing or not (policy.delivery_like_goods and worth):
        return _NOTHING if policy.charges_nothing else policy.rate(DELIVERY)
    whole = sum(minor for minor, _ in worth)
    if not policy.inclusive:
        return round(sum((minor * rate for minor, rate in worth), _NOTHING) / whole, 6)
    inside = sum((minor * rate / (1 + rate) for minor, rate in worth), _NOTHING) / whole
    return round(inside / (1 - inside), 6)
