"""Say where the money would go that a change takes off an order, before anybody agrees."""

from dataclasses import dataclass
from uuid import UUID

from serai.kernel.money import Money
from serai.ordering.domain.changes.where_it_goes import Means, taken_off
from serai.ordering.usecases.give_back import payments_for
from serai.payments import public as payments


@dataclass(frozen=True)
class WayBackView:
    """One payment of the order, and what of it would go back, or never be taken."""

    method: str
    """card, gift_card, store_credit, …"""
    label: str
    """How it is shown, such as `Visa •••• 4242`."""
    amount: Money
    was_taken: bool
    """False: it is not taken yet, and never will be."""


def ways_back(order_id: UUID, amount: Money) -> list[WayBackView]:
    """
    Return what would become of an amount that an order costs less, in the order in which it happens; one statement.

    What is still to come is let go first; the rest goes back from what paid last to what paid first. What went back
    before, of the shop's own accord, is in none of them.
    """
    if not amount:
        return []
    paid = payments_for(order_id)
    means = [Means(payments.still_to_come(each).minor, each.refundable.minor) for each in paid]
    gone = taken_off(amount.minor, means)
    return [
        WayBackView(each.method, each.label, Money(minor, amount.currency), was_taken)
        for was_taken, parts in ((False, gone.forgone), (True, gone.refunds))
        for each, minor in reversed(list(zip(paid, parts, strict=True)))
        if minor
    ]
