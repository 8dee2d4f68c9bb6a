"""Who the order is for and where it goes."""

import re

from msgspec import Struct

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.countries import COUNTRIES, POSTCODES, WITH_REGION, WITHOUT_POSTCODE

LONGEST_TEXT = 200
LONGEST_EMAIL = 254
LONGEST_PHONE = 32
LONGEST_POSTCODE = 16

_EMAIL = re.compile(r"[^\s@,;<>()\[\]\\\"]{1,64}@[^\s@.,;<>()\[\]\\\"]+(\.[^\s@.,;<>()\[\]\\\"]+)+")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, halves of characters, and marks that turn the direction of what follows."""
_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{3,30}[0-9]")


class BadContact(DomainError):
    """One field of the contact cannot be right."""

    code = "ordering.bad_contact"
    kind = Kind.REJECTED

    def __init__(self, field: str, reason: str) -> None:
        self.field, self.reason = field, reason
        super().__init__(f"{field}: {reason}")


class Address(Struct, frozen=True):
    """A postal address."""

    line1: str
    city: str
    country: str
    """ISO 3166-1, two letters."""
    line2: str = ""
    region: str = ""
    postcode: str = ""


class Contact(Struct, frozen=True):
    """The person who orders."""

    email: str
    name: str
    address: Address
    phone: str = ""


def checked_contact(contact: Contact) -> Contact:
    """
    Return the contact tidied (spaces, letter case of e-mail, country and postcode).

    Raises:
        BadContact: a field is missing, too long, or cannot be right; the field is named.
    """
    phone = checked_line("phone", contact.phone, longest=LONGEST_PHONE, needed=False)
    if phone and not _PHONE.fullmatch(phone):
        raise BadContact("phone", "is no telephone number.")
    return Contact(
        email=checked_email(contact.email),
        name=checked_line("name", contact.name),
        phone=phone,
        address=checked_address(contact.address),
    )


def checked_address(address: Address) -> Address:
    """
    Return the address tidied.

    Raises:
        BadContact: a field is missing, too long, or cannot be right in its country.
    """
    country = address.country.strip().upper()
    if country not in COUNTRIES:
        raise BadContact("address.country", "is no country code such as US.")
    postcode = checked_line(
        "address.postcode",
        address.postcode,
        longest=LONGEST_POSTCODE,
        needed=country not in WITHOUT_POSTCODE,
    ).upper()
    if country in POSTCODES and not re.fullmatch(POSTCODES[country], postcode, re.ASCII):
        raise BadContact("address.postcode", f"is no postcode of {country}.")
    return Address(
        line1=checked_line("address.line1", address.line1),
        line2=checked_line("address.line2", address.line2, needed=False),
        city=checked_line("address.city", address.city),
        region=checked_line("address.region", address.region, needed=country in WITH_REGION),
        postcode=postcode,
        country=country,
    )


def checked_email(text: str) -> str:
    """
    Return an e-mail address tidied, in small letters.

    Raises:
        BadContact: it is none.
    """
    email = checked_line("email", text, longest=LONGEST_EMAIL).lower()
    if not (_EMAIL.fullmatch(email) and email.isprintable()):
        raise BadContact("email", "is no e-mail address.")
    return email


def checked_line(field: str, text: str, *, longest: int = LONGEST_TEXT, needed: bool = True) -> str:
    """
    Return one line of text with single blanks.

    Raises:
        BadContact: it is missing, too long, or cannot be printed.
    """
    tidy = " ".join(text.split())
    if needed and not tidy:
        raise BadContact(field, "is needed.")
    if len(tidy) > longest:
        raise BadContact(field, f"is longer than {longest} characters.")
    if _UNPRINTABLE.search(tidy):
        raise BadContact(field, "holds characters that cannot be printed.")
    return tidy
