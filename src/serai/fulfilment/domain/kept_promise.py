"""Whether a promise was kept, and why not."""

from enum import StrEnum


class Outcome(StrEnum):
    """What became of what was promised."""

    KEPT = "kept"
    """There within what was told."""
    EARLY = "early"
    """There before it was fair to hope for it: kept, too."""
    LATE = "late"
    """There after it was promised, or not yet, though it should be."""
    WAITING = "waiting"
    """Not there yet, and not late."""


class WhyLate(StrEnum):
    """Who or what made it late: the first thing that went wrong."""

    HELD = "held"
    """Nobody was allowed to begin or go on for a while."""
    SHORT = "short"
    """Some of it was not on the shelf where it should have been, and had to come from elsewhere."""
    PACKED_LATE = "packed_late"
    """It was not packed, or put aside, by when it was due."""
    CARRIER = "carrier"
    """It was packed in time, and brought late."""
