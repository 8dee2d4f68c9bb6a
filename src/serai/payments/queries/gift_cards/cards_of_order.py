"""The gift cards that an order has sold."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.money import Money
from serai.payments.models import GiftCard
from serai.payments.queries.gift_cards.gift_card_view import GiftCardView


@dataclass(frozen=True)
class SoldCardView:
    """One piece of an order. `card` is the one that stands for it now: it may have been replaced."""

    piece: int
    worth: Money
    card: GiftCardView

    @property
    def is_out(self) -> bool:
        """Whether somebody has it, spent or not."""
        return self.card.state in ("active", "empty")

    @property
    def is_untouched(self) -> bool:
        """Whether nothing of it was spent or is held."""
        return self.card.state == "active" and self.card.available == self.worth


def sold_cards_of_order(order_id: UUID, *, now: datetime) -> list[SoldCardView]:
    """Return the cards of an order by piece; two statements a card."""
    found = GiftCard.objects.filter(order_id=order_id, piece__isnull=False).order_by("piece")
    return [
        SoldCardView(
            piece=card.piece or 0,
            worth=Money(card.issued_minor, card.currency),
            card=GiftCardView.of(_standing(card), now=now),
        )
        for card in found
    ]


def _standing(card: GiftCard) -> GiftCard:
    """Follow the chain of replacements; each was issued after the one before, so it ends."""
    while card.replaced_by is not None:
        card = card.replaced_by
    return card
