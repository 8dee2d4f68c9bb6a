"""How far a slot's policy may act in a channel."""

from enum import StrEnum


class Mode(StrEnum):
    """Off, shadow or on."""

    OFF = "off"
    """What the slot shows anyway; nothing is decided and nothing noted."""
    SHADOW = "shadow"
    """The same is shown; what the policy would have shown is noted beside it."""
    ON = "on"
    """The policy decides, for everybody outside the holdout."""
