"""Gift cards pay for orders."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.ordering.ports import Payer, Purse
from serai.payments import public as payments


@dataclass(frozen=True)
class GiftCards:
    """The tender of gift cards; a claim is a card's code."""

    secret: bytes
    method: str = "gift_card"

    def find(self, claim: str, *, payer: Payer, now: datetime) -> Purse:
        """
        Return the card with this code.

        Raises:
            GiftCardNotFound: there is none.
            GiftCardUnusable: it cannot pay here.
        """
        card = payments.gift_card_of_code(claim, secret=self.secret, now=now)
        card.must_pay(channel_code=payer.channel_code, currency=payer.currency)
        if card.customer_id not in (None, payer.customer_id):
            sentence = "This gift card is in somebody else's account."
            raise payments.GiftCardUnusable("kept_by_another", sentence)
        return _purse(card)

    def look(self, source: str, *, payer: Payer, now: datetime) -> Purse:
        """Return a card as it is now."""
        card = payments.gift_card(UUID(source), now=now)
        theirs = card.customer_id in (None, payer.customer_id)
        good = theirs and card.channel_code in ("", payer.channel_code)
        if not good or card.available.currency != payer.currency:
            return Purse(source, _label(card), Money(0, payer.currency))
        return _purse(card)

    def hold(self, source: str, amount: Money, *, payment_id: UUID, now: datetime) -> None:
        """
        Keep an amount of a card.

        Raises:
            BalanceTooSmall: less is left.
        """
        account = payments.card_account(UUID(source), amount.currency)
        payments.hold_balance(account, amount, payment_id=payment_id, method=self.method, now=now)

    def capture(self, source: str, amount: Money, *, payment_id: UUID, now: datetime) -> None:
        """Take what was held."""
        payments.capture_balance(amount, payment_id=payment_id, method=self.method, now=now)

    def release(self, source: str, *, payment_id: UUID, now: datetime) -> None:
        """Let go what was held."""
        payments.release_balance(payment_id=payment_id, now=now)

    def give_back(
        self, source: str, amount: Money, *, payment_id: UUID, key: str, now: datetime
    ) -> None:
        """
        Put an amount back on the card, or on the one that took its place.

        Raises:
            GiftCardUnusable: it was withdrawn and nothing took its place.
        """
        payments.refill_gift_card(UUID(source), amount, payment_id=payment_id, key=key, now=now)


def _purse(card: payments.GiftCardView) -> Purse:
    return Purse(str(card.id), _label(card), card.available)


def _label(card: payments.GiftCardView) -> str:
    return f"•••• {card.last4}"
