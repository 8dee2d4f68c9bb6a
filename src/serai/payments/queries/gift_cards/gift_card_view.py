"""A gift card and what is on it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ledger.public import AccountNotFound, account_view
from serai.payments.domain.gift_card_code import GiftCardNotFound, digest_of
from serai.payments.models import GiftCard
from serai.payments.queries.balances import card_account


class GiftCardUnusable(DomainError):
    """The card cannot pay here; the reason is one word, for programs."""

    code = "payments.gift_card_unusable"
    kind = Kind.CONFLICT

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


@dataclass(frozen=True)
class GiftCardView:
    """One gift card. `available` is what it can pay now: the balance less what open orders hold."""

    id: UUID
    last4: str
    state: str
    """active, empty, expired or withdrawn."""
    source: str
    channel_code: str
    issued: Money
    balance: Money
    available: Money
    issued_at: datetime
    expires_at: datetime | None
    customer_id: UUID | None
    order_id: UUID | None
    recipient_email: str
    recipient_name: str
    replaced_by: UUID | None

    @classmethod
    def of(cls, card: GiftCard, *, now: datetime) -> Self:
        """Return the view of a row; one statement for its balance."""
        try:
            account = account_view(card_account(card.pk, card.currency))
            balance, available = account.balance, account.available
        except AccountNotFound:
            balance = available = 0
        state = _state(card, available, now)
        return cls(
            id=card.pk,
            last4=card.last4,
            state=state,
            source=card.source,
            channel_code=card.channel_code,
            issued=Money(card.issued_minor, card.currency),
            balance=Money(balance, card.currency),
            available=Money(available if state == "active" else 0, card.currency),
            issued_at=card.issued_at,
            expires_at=card.expires_at,
            customer_id=card.customer_id,
            order_id=card.order_id,
            recipient_email=card.recipient_email,
            recipient_name=card.recipient_name,
            replaced_by=card.replaced_by_id,
        )

    def must_pay(self, *, channel_code: str, currency: str) -> Self:
        """
        Return the card itself when it can pay something on a channel.

        Raises:
            GiftCardUnusable: it is empty, expired, withdrawn, of another channel or currency.
        """
        if self.state == "expired":
            raise GiftCardUnusable("expired", "This gift card has expired.")
        if self.state == "withdrawn":
            raise GiftCardUnusable("withdrawn", "This gift card was withdrawn.")
        if self.channel_code not in ("", channel_code):
            raise GiftCardUnusable("other_channel", "This gift card is not good in this shop.")
        if self.issued.currency != currency:
            sentence = f"This gift card is in {self.issued.currency}; the cart is in {currency}."
            raise GiftCardUnusable("other_currency", sentence)
        if not self.available:
            raise GiftCardUnusable("empty", "There is nothing left on this gift card.")
        return self


def _state(card: GiftCard, available: int, now: datetime) -> str:
    if card.withdrawn_at is not None:
        return "withdrawn"
    if card.expires_at is not None and card.expires_at <= now:
        return "expired"
    return "active" if available > 0 else "empty"


def gift_card(card_id: UUID, *, now: datetime) -> GiftCardView:
    """
    Return a gift card; two statements.

    Raises:
        GiftCardNotFound: no such card.
    """
    found = GiftCard.objects.filter(pk=card_id).first()
    if found is None:
        raise GiftCardNotFound
    return GiftCardView.of(found, now=now)


def gift_card_of_code(code: str, *, secret: bytes, now: datetime) -> GiftCardView:
    """
    Return the gift card with this code, however it was typed; two statements.

    Raises:
        GiftCardNotFound: there is none.
    """
    found = GiftCard.objects.filter(code_digest=digest_of(code, secret=secret)).first()
    if found is None:
        raise GiftCardNotFound
    return GiftCardView.of(found, now=now)


def gift_cards_of_customer(
    customer_id: UUID, *, now: datetime, limit: int = 50
) -> list[GiftCardView]:
    """Return the cards that a customer keeps in the account, newest first; one statement a card."""
    found = GiftCard.objects.filter(customer_id=customer_id).order_by("-id")[:limit]
    return [GiftCardView.of(card, now=now) for card in found]
