"""An address as a letter carrier reads it."""

import re
from dataclasses import dataclass, replace

from serai.customers.domain.countries import checked_country
from serai.customers.domain.plain_text import TextRefused, plain_text
from serai.kernel.errors import DomainError, Kind

MOST_ADDRESSES = 20
"""Addresses one customer may keep."""

_PHONE = re.compile(r"\+?[0-9 ()./-]{5,30}")


class TooManyAddresses(DomainError):
    """The address book of this customer is full."""

    code = "customers.too_many_addresses"
    kind = Kind.REJECTED

    def __init__(self, *, most: int) -> None:
        self.most = most
        super().__init__(f"At most {most} addresses can be kept; delete one first.")


@dataclass(frozen=True, slots=True, repr=False)
class PostalAddress:
    """To whom and where. `phone`, `line2` and `region` may be empty."""

    name: str
    line1: str
    city: str
    postcode: str
    country: str
    line2: str = ""
    region: str = ""
    phone: str = ""

    def __repr__(self) -> str:
        """Name nobody: this meets stack traces."""
        return f"PostalAddress(country={self.country!r})"

    def checked(self) -> "PostalAddress":
        """
        Return the address with its texts trimmed and the country's code in capitals.

        Raises:
            TextRefused: a field is missing, too long or unreadable, or the phone is no number.
            CountryRefused: no country has this code.
        """
        phone = plain_text(self.phone, field="phone", longest=30)
        if phone and not _PHONE.fullmatch(phone):
            raise TextRefused("phone", reason="unreadable", longest=30)
        return replace(
            self,
            name=plain_text(self.name, field="name", longest=200, required=True),
            line1=plain_text(self.line1, field="line1", longest=200, required=True),
            line2=plain_text(self.line2, field="line2", longest=200),
            city=plain_text(self.city, field="city", longest=100, required=True),
            region=plain_text(self.region, field="region", longest=100),
            postcode=plain_text(self.postcode, field="postcode", longest=16, required=True),
            country=checked_country(self.country),
            phone=phone,
        )
