"""E-mail addresses in the one form in which they are stored and compared."""

import re

from serai.kernel.errors import DomainError, Kind

LONGEST = 254
"""Characters of an address (RFC 5321, 4.5.3.1.3)."""

_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


class EmailRefused(DomainError):
    """The text is not an e-mail address that we could write to."""

    code = "customers.email_refused"
    kind = Kind.REJECTED

    def __init__(self) -> None:
        super().__init__("This is not an e-mail address that we can write to.")


def normalised_email(text: str) -> str:
    """
    Return the address in lower case, its domain in ASCII, blanks around it gone.

    Only ASCII is accepted before the `@`: two addresses that look the same are then the same.

    Raises:
        EmailRefused: not one address of the form `name@example.org`.
    """
    if len(text) > 2 * LONGEST:
        raise EmailRefused
    local, _, domain = text.strip().lower().rpartition("@")
    domain = _ascii(domain)
    if not _LOCAL.fullmatch(local) or len(local) > 64 or not _DOMAIN.fullmatch(domain):
        raise EmailRefused
    email = f"{local}@{domain}"
    if len(email) > LONGEST:
        raise EmailRefused
    return email


def _ascii(domain: str) -> str:
    """Return an internationalised domain as it is looked up: `müller.example` → `xn--mller-kva.example`."""
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise EmailRefused from None
