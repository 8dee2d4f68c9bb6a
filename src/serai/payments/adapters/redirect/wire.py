"""What goes over the wire between a shop and a provider with pages of its own."""

import msgspec

from serai.payments.adapters.local.news import News


class SessionIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A payment that a shopper is to approve."""

    reference: str
    amount_minor: int
    currency: str
    return_url: str
    capture: str
    """`now` with the approval, or `hand_over`: set aside only."""


class CaptureIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much of what is set aside to take."""

    key: str
    amount_minor: int
    currency: str
    final: bool


class RefundIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much to give back."""

    key: str
    amount_minor: int
    currency: str


class Captured(msgspec.Struct, frozen=True):
    """What came of a capture, and how its session stands."""

    status: str
    failure_code: str
    reference: str
    session: News


class Refused(msgspec.Struct, frozen=True):
    """Why a request was refused; nothing was changed."""

    reason: str
    sentence: str
