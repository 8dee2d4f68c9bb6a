"""What a person at work has proven beside the password."""

from enum import StrEnum


class Factor(StrEnum):
    """The kind of proof that a session rests on."""

    NONE = "none"
    APP = "app"
    PASSKEY = "passkey"
    RECOVERY_CODE = "recovery_code"
