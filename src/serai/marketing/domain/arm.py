"""What became of a customer in a run of offers."""

from enum import StrEnum


class Arm(StrEnum):
    """Sent to, kept back, or passed over."""

    SENT = "sent"
    """An offer goes out by letter."""
    HELD_OUT = "held_out"
    """Would have had an offer; gets none, so that it can be seen what offers do."""
    SHADOW = "shadow"
    """Would have an offer if the slot were on."""
    PASSED = "passed"
    """The policy of the slot chose to offer nothing."""


class KeptBy(StrEnum):
    """Whose lot kept somebody from an offer."""

    RUN = "run"
    """The run's own: others of the same plan were sent it, and all else is alike."""
    SLOT = "slot"
    """The slot's standing holdout: they are kept from every offer."""
