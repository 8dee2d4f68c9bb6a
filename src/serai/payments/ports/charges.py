"""What a processor is asked to do with money, and what it answers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from serai.kernel.ids import id_text
from serai.kernel.money import Money


class CaptureAt(StrEnum):
    """When the money of a payment is taken."""

    NOW = "now"
    """With the order."""
    HAND_OVER = "hand_over"
    """Set aside with the order, taken when goods are handed over, in one part or several."""


@dataclass(frozen=True)
class ChargeRequest:
    """What the processor is asked to take. Its key is the payment's id: repeating it charges once."""

    payment_id: UUID
    amount: Money
    token: str
    """What stands for the means of payment; empty for methods that need nothing of the kind."""
    return_url: str
    """Where the processor's page sends the shopper back to."""
    method: str = "card"
    capture_at: CaptureAt = CaptureAt.NOW
    """`HAND_OVER` only sets the amount aside."""
    processor: str = ""
    """Whom it is for."""
    order_id: UUID | None = None

    @property
    def key(self) -> str:
        """Return the idempotency key that travels to the processor."""
        return id_text(self.payment_id)


class ChargeStatus(StrEnum):
    """What the processor says of a charge."""

    PROCESSING = "processing"
    """Nobody knows yet."""
    REQUIRES_ACTION = "requires_action"
    PENDING = "pending"
    """Accepted; the money comes by itself later (a transfer, cash at the door), or does not."""
    AUTHORISED = "authorised"
    """Set aside; nothing is taken yet."""
    CAPTURED = "captured"
    """Taken, all of it or a part."""
    FAILED = "failed"
    VOIDED = "voided"
    """Given up or run out, before anything was taken."""


@dataclass(frozen=True)
class ChargeResult:
    """What the processor knows of one charge. Its sums only grow, so older news is known as such."""

    key: str
    status: ChargeStatus
    amount: Money
    """What was asked for."""
    reference: str = ""
    """The processor's own name of the charge."""
    failure_code: str = ""
    action_url: str = ""
    """Where the shopper must go when the status is `requires_action`."""
    label: str = ""
    """How the means of payment is shown, such as `Visa •••• 4242`."""
    captured: Money | None = None
    """What was taken so far; `None` is all of `amount` for a charge that is captured."""
    released: Money | None = None
    """What was set aside and will never be taken: voided, run out, left over by the last capture."""
    expires_at: datetime | None = None
    """Until when the amount stays set aside."""
    card_country: str = ""
    """Where the card was issued, ISO 3166-1 alpha-2; empty where nobody knows."""
    card_fingerprint: str = ""
    """The processor's name of the card itself: the same however often it pays; never its number."""

    @property
    def taken(self) -> Money:
        """Return what was taken so far."""
        if self.status is not ChargeStatus.CAPTURED:
            return Money(0, self.amount.currency)
        return self.amount if self.captured is None else self.captured

    @property
    def given_up(self) -> Money:
        """Return what was set aside and will never be taken."""
        return self.released if self.released is not None else Money(0, self.amount.currency)


class CaptureStatus(StrEnum):
    """What the processor says of a capture."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True)
class CaptureResult:
    """What the processor knows of one capture, and how its charge stands after it."""

    key: str
    status: CaptureStatus
    amount: Money
    charge: ChargeResult
    reference: str = ""
    failure_code: str = ""


class RefundStatus(StrEnum):
    """What the processor says of a refund."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True)
class RefundResult:
    """What the processor knows of one refund."""

    key: str
    status: RefundStatus
    amount: Money
    reference: str = ""
    failure_code: str = ""
