"""Why a payment failed, in words that every processor's vocabulary is translated to."""

from enum import StrEnum
from uuid import UUID

from serai.kernel.errors import DomainError, Kind


class Failure(StrEnum):
    """The reason of a failed payment."""

    CARD_DECLINED = "card_declined"
    INSUFFICIENT_FUNDS = "insufficient_funds"
    EXPIRED_CARD = "expired_card"
    AUTHENTICATION_FAILED = "authentication_failed"
    TOKEN_REFUSED = "token_refused"  # noqa: S105 - a reason, not a secret
    ABANDONED = "abandoned"
    NEVER_RECEIVED = "never_received"
    AUTHORISATION_EXPIRED = "authorisation_expired"


SENTENCES = {
    Failure.CARD_DECLINED: "The card was declined. Try another card.",
    Failure.INSUFFICIENT_FUNDS: "The card has insufficient funds. Try another card.",
    Failure.EXPIRED_CARD: "The card has expired. Try another card.",
    Failure.AUTHENTICATION_FAILED: "The bank did not confirm the payment. Nothing was taken.",
    Failure.TOKEN_REFUSED: "The card must be entered again. Nothing was taken.",
    Failure.ABANDONED: "The payment was not confirmed in time and was given up. Nothing was taken.",
    Failure.NEVER_RECEIVED: "The payment did not reach the processor. Nothing was taken.",
    Failure.AUTHORISATION_EXPIRED: "The amount was set aside for too long. Nothing was taken.",
}
"""What a shopper is told."""


class PaymentDeclined(DomainError):
    """No money was taken; the shopper may try again, with this card or another."""

    code = "payments.payment_declined"
    kind = Kind.REJECTED

    def __init__(self, payment_id: UUID, failure_code: str) -> None:
        self.payment_id, self.failure_code = payment_id, failure_code
        known = Failure(failure_code) if failure_code in set(Failure) else Failure.CARD_DECLINED
        super().__init__(SENTENCES[known])
