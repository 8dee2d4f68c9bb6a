"""Why money moved, in Stripe's words and ours."""

from serai.payments.domain.movement import MovementKind

KINDS = {
    "charge": MovementKind.CHARGE,
    "refund": MovementKind.REFUND,
    "refund_failure": MovementKind.REFUND_FAILED,
    "partial_capture_reversal": MovementKind.CHARGE,
    "dispute": MovementKind.CHARGEBACK,
    "dispute_reversal": MovementKind.CHARGEBACK_WON,
    "fee": MovementKind.FEE,
    "network_cost": MovementKind.FEE,
}
"""By reporting category (https://docs.stripe.com/reports/reporting-categories); the rest are adjustments."""
NOT_OURS = ("payout", "payout_reversal", "transfer")
"""Money on its way to our bank is no movement of a payment."""
