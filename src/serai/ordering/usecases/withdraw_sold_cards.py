"""Take back gift cards whose money goes back."""

from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ledger.public import InsufficientBalance
from serai.ordering.usecases.give_back import left_of, payments_for
from serai.payments import public as payments
from serai.plumbing.db import rows, unit_of_work

_SELLS = """
SELECT id FROM ordering_order WHERE id = %s AND gift_cards IS NOT NULL FOR UPDATE
"""


class GiftCardSpent(DomainError):
    """The order sold a gift card that is partly spent or being spent; its money cannot go back as well."""

    code = "ordering.gift_card_spent"
    kind = Kind.CONFLICT

    def __init__(self, spent: Money) -> None:
        self.spent = spent
        super().__init__(
            f"Gift cards of {spent} that this order sold are used by now; give back less than that."
        )


@unit_of_work()
def withdraw_sold_cards(
    order_id: UUID, *, reason: str, now: datetime, refuses: bool = True
) -> None:
    """
    Withdraw cards that an order sold until those left are worth no more than the money that is kept.

    The last cards go first, and only cards that nobody has used. Joins the caller's transaction, whose
    order must be locked, and comes after its refunds were asked for. Two statements a card.

    Raises:
        GiftCardSpent: used cards are worth more than the money kept, and `refuses` is true.
    """
    cards = [each for each in payments.sold_cards_of_order(order_id, now=now) if each.is_out]
    if not cards:
        return
    kept = sum(left_of(each) for each in payments_for(order_id))
    out = sum(each.worth.minor for each in cards)
    for each in reversed(cards):
        if out > kept and each.is_untouched:
            _withdraw(each, reason, now)
            out -= each.worth.minor
    if refuses and out > kept:
        raise GiftCardSpent(Money(out, cards[0].worth.currency))


@unit_of_work()
def withdraw_disputed_cards(order_id: UUID, *, now: datetime) -> None:
    """Withdraw what nobody has used of the gift cards whose money a bank has taken back."""
    if rows(_SELLS, [order_id]):
        withdraw_sold_cards(order_id, reason="disputed", now=now, refuses=False)


def _withdraw(sold: payments.SoldCardView, reason: str, now: datetime) -> None:
    try:
        payments.withdraw_gift_card(sold.card.id, reason=reason, now=now, whole=sold.worth)
    except InsufficientBalance:
        raise GiftCardSpent(sold.worth) from None
