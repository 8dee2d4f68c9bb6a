"""What became of a proposal without anybody's doing, and how far that goes."""

from enum import StrEnum


class Automatic(StrEnum):
    """What the slot made of a proposal."""

    NOTHING = ""
    """People decide: the slot is off, or the proposal is beyond the bounds."""
    ACCEPTED = "accepted"
    """It was accepted by itself."""
    SHADOW = "shadow"
    """It would have been."""
    HELD_OUT = "held_out"
    """Its location and article are in the holdout: people decide, to compare with."""


MOST_UNITS_BY_ITSELF = 500
"""What is more is for people to decide."""
MOST_A_DAY = 1_000
"""So many proposals are accepted by themselves within 24 hours, and no more."""
LEAST_GAIN = 0.5
"""Expected sales that it saves: for less nobody has to hurry."""


def is_within_bounds(units: int, gain: float, *, is_new: bool) -> bool:
    """Return whether a proposal may be accepted without anybody: not large, worth it, of an article that is known."""
    return units <= MOST_UNITS_BY_ITSELF and gain >= LEAST_GAIN and not is_new
