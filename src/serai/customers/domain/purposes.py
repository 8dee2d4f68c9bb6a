"""What a customer's data may be used for: the registry that every consent and every use refers to."""

import re
from dataclasses import dataclass
from types import MappingProxyType

from serai.kernel.errors import DomainError, Kind

_TEXT_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


class PurposeNotFound(DomainError):
    """No such purpose is registered."""

    code = "customers.purpose_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        super().__init__(f"Nothing is done for a purpose named {purpose!r}.")


class PurposeAlwaysOn(DomainError):
    """The purpose needs no consent (the shop cannot work without it), so none can be withdrawn."""

    code = "customers.purpose_always_on"
    kind = Kind.REJECTED

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        super().__init__("The shop cannot work without this; it cannot be switched off.")


class TextVersionRefused(DomainError):
    """A consent names the version of the text that was read; this is not a version."""

    code = "customers.text_version_refused"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__("Name the version of the text that was shown, such as 2026-11.")


@dataclass(frozen=True, slots=True)
class Purpose:
    """One use of personal data. `needs_consent` is false where the contract itself is the ground."""

    code: str
    meaning: str
    needs_consent: bool = True


PURPOSES = MappingProxyType(
    {
        purpose.code: purpose
        for purpose in (
            Purpose("essential", "Carts, orders, deliveries, security", needs_consent=False),
            Purpose("analytics", "Counting and understanding how the shop is used"),
            Purpose("personalisation", "Choosing what this shopper sees from what they did"),
            Purpose("email_marketing", "Offers and news by e-mail"),
            Purpose("sms_marketing", "Offers and news by text message"),
            Purpose("profiling", "Scores and segments about this person"),
            Purpose("ads", "Advertisements chosen for this person"),
        )
    }
)


def purpose_of(code: str) -> Purpose:
    """
    Return the registered purpose.

    Raises:
        PurposeNotFound: there is none of this name.
    """
    try:
        return PURPOSES[code]
    except KeyError:
        raise PurposeNotFound(code[:40]) from None


def checked_text_version(text: str) -> str:
    """
    Return the version of the text that the customer read.

    Raises:
        TextVersionRefused: not 1 to 40 letters, digits, dots and dashes.
    """
    if not _TEXT_VERSION.fullmatch(text):
        raise TextVersionRefused
    return text
