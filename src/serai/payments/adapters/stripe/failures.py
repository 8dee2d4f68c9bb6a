"""Stripe's codes for a declined payment in our words."""

from collections.abc import Mapping
from typing import Any

from serai.payments.domain.failure import Failure

_FAILURES = {
    "insufficient_funds": Failure.INSUFFICIENT_FUNDS,
    "card_velocity_exceeded": Failure.INSUFFICIENT_FUNDS,
    "withdrawal_count_limit_exceeded": Failure.INSUFFICIENT_FUNDS,
    "expired_card": Failure.EXPIRED_CARD,
    "authentication_required": Failure.AUTHENTICATION_FAILED,
    "payment_intent_authentication_failure": Failure.AUTHENTICATION_FAILED,
    "payment_method_provider_decline": Failure.CARD_DECLINED,
}
"""https://docs.stripe.com/declines/codes; whatever is not named here is a decline."""


def failure_of(error: Mapping[str, Any] | None) -> Failure:
    """Return why a payment failed, from `last_payment_error` or an answer's `error`."""
    for name in ("decline_code", "code"):
        if error and (known := _FAILURES.get(str(error.get(name)))):
            return known
    return Failure.CARD_DECLINED
