"""Payments that collect for a plan."""

from enum import StrEnum

PURPOSE = "instalment"
"""What such payments are for begins with this, so that nobody takes them for the order's own."""
WHOLE = 0
"""The number of what collects all that is open, to end a plan early."""
FOLLOW_COLLECTION = "payments.follow_collection"
"""The job that brings a plan to where such a payment is, whichever way the news came."""


class Outcome(StrEnum):
    """What a plan knows of a payment that collects for it."""

    UNKNOWN = ""
    PAID = "paid"
    """It paid for what it was meant for; what it took beyond that went back."""
    FAILED = "failed"


def purpose_of(number: int) -> str:
    """Return the purpose of a payment that collects one part, or all that is open."""
    return f"{PURPOSE} {number}" if number != WHOLE else f"{PURPOSE}s paid off"


def is_collection(purpose: str) -> bool:
    """Return whether a payment with this purpose collects for a plan."""
    return purpose.startswith(PURPOSE)
