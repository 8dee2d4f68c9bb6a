"""Turn a card into a token."""

from datetime import datetime

from serai.payments.ports import Card, CardToken, PaymentProcessor
from serai.plumbing.wiring import bound


def tokenise_card(card: Card, *, now: datetime) -> CardToken:
    """
    Hand a card to the processor and return what stands for it; the card itself is kept nowhere.

    Raises:
        CardRefused: number, expiry or security code cannot be right.
        ProcessorUnavailable: no answer in time.
    """
    return bound(PaymentProcessor).tokenise(card, now=now)
