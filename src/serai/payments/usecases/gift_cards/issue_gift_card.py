"""Issue a gift card."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError, transaction

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.ledger.public import Entry, credit, debit, post
from serai.payments.domain.amount import refuse_nothing
from serai.payments.domain.gift_card_code import code_of, digest_of, last4_of
from serai.payments.models import GiftCard
from serai.payments.queries.balances import GIFT_CARDS_ISSUED, card_account
from serai.payments.queries.gift_cards.gift_card_view import GiftCardView
from serai.plumbing.db import current_work, unit_of_work
from serai.plumbing.db.closing import JobRow

SEND_GIFT_CARD = "payments.send_gift_card"
"""The job that writes to the recipient."""


class CodeTaken(DomainError):
    """A card with this code is there already."""

    code = "payments.gift_card_code_taken"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("A gift card with this code is there already.")


class GiftCardSource(StrEnum):
    """What a gift card was issued for."""

    SOLD = "sold"
    """A shopper bought it."""
    GIVEN = "given"
    """Staff gave it away."""
    REPLACED = "replaced"
    """It took another card's place."""
    BROUGHT = "brought"
    """It came from another system, with its code and what was left on it."""


@dataclass(frozen=True, kw_only=True)
class IssueGiftCard:
    """
    What the card is worth, until when, and for whom.

    `order_id` and `piece` name what it was sold as; `card_id` is chosen by a caller that must be able to
    repeat itself; a `code` comes along only with a card brought from elsewhere.
    """

    amount: Money
    source: GiftCardSource
    card_id: UUID = field(default_factory=uuid7)
    channel_code: str = ""
    expires_at: datetime | None = None
    customer_id: UUID | None = None
    order_id: UUID | None = None
    piece: int | None = None
    recipient_email: str = ""
    recipient_name: str = ""
    message: str = ""
    send_at: datetime | None = None
    """When the recipient is written to; without it, at once."""
    locale: str = "en"
    note: str = ""
    code: str = field(default="", repr=False)


@unit_of_work()
def issue_gift_card(command: IssueGiftCard, *, secret: bytes, now: datetime) -> GiftCardView:
    """
    Issue a card, post its worth to the ledger and have it sent, when there is an address to send it to.

    Joins the caller's transaction. `code_of(view.id)` tells its code; the shop keeps a digest only.

    Raises:
        NothingToPay: it would be worth nothing.
        CodeTaken: a card with this code, or of this sold piece, is there already.
        GiftCardNotFound: the code that came along cannot be one.
    """
    refuse_nothing(command.amount)
    code = command.code or code_of(command.card_id, secret=secret)
    worth, currency = command.amount.minor, command.amount.currency
    try:
        with transaction.atomic():
            card = GiftCard.objects.create(
                id=command.card_id,
                code_digest=digest_of(code, secret=secret),
                last4=last4_of(code),
                source=command.source.value,
                channel_code=command.channel_code,
                currency=currency,
                issued_minor=worth,
                issued_at=now,
                expires_at=command.expires_at,
                customer_id=command.customer_id,
                order_id=command.order_id,
                piece=command.piece,
                recipient_email=command.recipient_email,
                recipient_name=command.recipient_name,
                message=command.message,
                send_at=command.send_at,
                locale=command.locale,
                note=command.note,
            )
    except IntegrityError:
        raise CodeTaken from None
    issued = debit(GIFT_CARDS_ISSUED.of(command.source.value, currency), worth)
    held = credit(card_account(card.pk, currency), worth, expires_at=command.expires_at)
    post(Entry("payments.gift_card_issued", f"gift card {card.pk}", (issued, held)), now=now)
    if command.recipient_email:
        arguments = {"card_id": str(card.pk)}
        current_work().jobs.append(
            JobRow(
                "mail",
                SEND_GIFT_CARD,
                arguments,
                once=f"gift {card.pk}",
                run_at=command.send_at if command.send_at and command.send_at > now else None,
            )
        )
    return GiftCardView.of(card, now=now)
