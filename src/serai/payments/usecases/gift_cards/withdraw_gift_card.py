"""Take a gift card out of use, or let another take its place."""

from datetime import datetime
from uuid import UUID

from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.ledger.public import Entry, credit, debit, post
from serai.payments.domain.gift_card_code import GiftCardNotFound
from serai.payments.models import GiftCard
from serai.payments.queries.balances import GIFT_CARDS_ISSUED, card_account
from serai.payments.queries.gift_cards.gift_card_view import GiftCardView
from serai.payments.usecases.gift_cards.issue_gift_card import (
    GiftCardSource,
    IssueGiftCard,
    issue_gift_card,
)
from serai.plumbing.db import unit_of_work


@unit_of_work()
def withdraw_gift_card(
    card_id: UUID, *, reason: str, now: datetime, whole: Money | None = None
) -> GiftCardView:
    """
    Let a card pay nothing any more; what is left on it is taken back. A second call changes nothing.

    What an order under way holds of it stays that order's. With `whole`, exactly so much is taken back or
    the card stays in use: whoever gives its price back must not find it partly spent meanwhile.

    Raises:
        GiftCardNotFound: no such card.
        InsufficientBalance: less than `whole` is left on it.
    """
    card = _locked(card_id)
    if card.withdrawn_at is None:
        left = GiftCardView.of(card, now=now)
        free = left.available if left.state == "active" else Money(0, card.currency)
        if whole is not None:
            free = whole
        if free:
            _take_back(card, free.minor, now)
        card.withdrawn_at, card.note = now, reason
        card.save(update_fields=["withdrawn_at", "note"])
    return GiftCardView.of(card, now=now)


@unit_of_work()
def replace_gift_card(
    card_id: UUID, *, reason: str, secret: bytes, now: datetime, recipient_email: str = ""
) -> GiftCardView:
    """
    Withdraw a card and issue another with what was left on it; for a code that was lost or stolen.

    Returns the new card. What is given back to the old one later goes to the new.

    Raises:
        GiftCardNotFound: no such card.
        GiftCardUnusable: it is empty, expired or withdrawn.
    """
    old = _locked(card_id)
    left = GiftCardView.of(old, now=now)
    left.must_pay(channel_code=old.channel_code, currency=old.currency)
    withdraw_gift_card(card_id, reason=reason, now=now)
    command = IssueGiftCard(
        amount=left.available,
        source=GiftCardSource.REPLACED,
        card_id=uuid7(),
        channel_code=old.channel_code,
        expires_at=old.expires_at,
        customer_id=old.customer_id,
        recipient_email=recipient_email or old.recipient_email,
        recipient_name=old.recipient_name,
        locale=old.locale,
        note=reason,
    )
    new = issue_gift_card(command, secret=secret, now=now)
    GiftCard.objects.filter(pk=card_id).update(replaced_by_id=new.id)
    return new


def _locked(card_id: UUID) -> GiftCard:
    card = GiftCard.objects.select_for_update().filter(pk=card_id).first()
    if card is None:
        raise GiftCardNotFound
    return card


def _take_back(card: GiftCard, minor: int, now: datetime) -> None:
    left = debit(card_account(card.pk, card.currency), minor)
    issued = credit(GIFT_CARDS_ISSUED.of(card.source, card.currency), minor)
    entry = Entry("payments.gift_card_withdrawn", f"gift card withdrawn {card.pk}", (left, issued))
    post(entry, now=now)
