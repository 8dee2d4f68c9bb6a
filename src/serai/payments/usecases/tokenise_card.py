"""Turn a card into a token."""

from datetime import datetime

from serai.payments.ports import Card, CardToken
from serai.payments.queries.routes import CARD, route_of


def tokenise_card(card: Card, *, channel_code: str, now: datetime, method: str = CARD) -> CardToken:
    """
    Hand a card to the processor that takes cards in a channel, and return what stands for it.

    The card itself is kept nowhere.

    Raises:
        MethodNotOffered: the channel takes no cards.
        CardRefused: number, expiry or security code cannot be right.
        ProcessorUnavailable: no answer in time.
    """
    return route_of(channel_code, method).processor.tokenise(card, now=now)
