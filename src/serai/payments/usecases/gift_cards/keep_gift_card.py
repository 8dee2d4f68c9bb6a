"""Put a gift card into an account, so that its code need not be typed again."""

from datetime import datetime
from uuid import UUID

from serai.payments.models import GiftCard
from serai.payments.queries.gift_cards.gift_card_view import (
    GiftCardUnusable,
    GiftCardView,
    gift_card_of_code,
)
from serai.plumbing.db import unit_of_work


@unit_of_work()
def keep_gift_card(customer_id: UUID, code: str, *, secret: bytes, now: datetime) -> GiftCardView:
    """
    Let a card be the customer's; to keep it again changes nothing.

    From then on only that customer can pay with it: a code that was copied is worth nothing.

    Raises:
        GiftCardNotFound: there is no card with this code.
        GiftCardUnusable: somebody else keeps it, or it was withdrawn.
    """
    found = gift_card_of_code(code, secret=secret, now=now)
    if found.state == "withdrawn":
        raise GiftCardUnusable("withdrawn", "This gift card was withdrawn.")
    card = GiftCard.objects.select_for_update().get(pk=found.id)
    if card.customer_id not in (None, customer_id):
        raise GiftCardUnusable("kept_by_another", "This gift card is in somebody else's account.")
    card.customer_id = customer_id
    card.save(update_fields=["customer_id"])
    return GiftCardView.of(card, now=now)
