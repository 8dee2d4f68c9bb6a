"""Give money back to the gift card that it came from."""

from datetime import datetime, timedelta
from uuid import UUID

from serai.kernel.money import Money
from serai.payments.domain.gift_card_code import GiftCardNotFound
from serai.payments.models import GiftCard
from serai.payments.queries.balances import card_account
from serai.payments.queries.gift_cards.gift_card_view import GiftCardUnusable
from serai.payments.usecases.spend_balance import put_back
from serai.plumbing.db import unit_of_work

METHOD = "gift_card"
AT_LEAST = timedelta(days=90)
"""How long money that came back can be used, even when its card has run out meanwhile."""


@unit_of_work()
def refill_gift_card(
    card_id: UUID, amount: Money, *, payment_id: UUID, key: str, now: datetime
) -> None:
    """
    Put an amount back on a card, or on the one that took its place, once for each `key`.

    A card that has run out, or soon will, lasts at least 90 days more: what was paid is not lost.

    Raises:
        GiftCardNotFound: no such card.
        GiftCardUnusable: it was withdrawn and nothing took its place.
    """
    card = _standing_in_for(card_id)
    if card.expires_at is not None and card.expires_at < now + AT_LEAST:
        card.expires_at = now + AT_LEAST
        card.save(update_fields=["expires_at"])
    put_back(
        card_account(card.pk, amount.currency),
        amount,
        payment_id=payment_id,
        method=METHOD,
        key=key,
        expires_at=card.expires_at,
        now=now,
    )


def _standing_in_for(card_id: UUID) -> GiftCard:
    """Follow the chain of replacements; each was issued after the one before, so it ends."""
    cards = GiftCard.objects.select_for_update(of=("self",))
    card = cards.filter(pk=card_id).first()
    while card is not None and card.withdrawn_at is not None:
        if card.replaced_by_id is None:
            raise GiftCardUnusable("withdrawn", "This gift card was withdrawn.")
        card = cards.filter(pk=card.replaced_by_id).first()
    if card is None:
        raise GiftCardNotFound
    return card
