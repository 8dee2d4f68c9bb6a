"""What a cart needs before it can be an order."""

from collections.abc import Callable, Iterable
from uuid import UUID

from serai.ordering.domain.cart import CartLine
from serai.ordering.domain.sold_cards import TAX_CLASS as GIFT_CARD


def needs_delivery(lines: Iterable[CartLine], is_carried: Callable[[UUID], bool]) -> bool:
    """
    Return whether any of the lines has to be brought or collected; gift cards and what comes by wire do not.

    A service, such as wrapping, goes with what it is done to.

    >>> needs_delivery([], lambda variant_id: True)
    False
    """
    return any(line.tax_class != GIFT_CARD and is_carried(line.variant_id) for line in lines)
