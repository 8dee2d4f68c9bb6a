"""Where the reader has things brought to: a country and a postcode, kept in their browser only."""

import re

from serai_storefront.shop_api.promises import Destination

_COUNTRY = re.compile(r"[A-Z]{2}")
_POSTCODE = re.compile(r"[0-9A-Z][0-9A-Z -]{1,15}")
_BETWEEN = "~"


def destination_of(country: str, postcode: str) -> Destination | None:
    """
    Return where something goes, None when the postcode cannot be one.

    Example:
        >>> destination_of("PT", " 4400-346 ").postcode, destination_of("GB", "sw1a 1aa").postcode
        ('4400-346', 'SW1A 1AA')
        >>> destination_of("US", "<b>"), destination_of("", "45202")
        (None, None)
    """
    code, text = country.upper(), " ".join(postcode.upper().split())
    if not (_COUNTRY.fullmatch(code) and _POSTCODE.fullmatch(text)):
        return None
    return Destination(code, text)


def destination_in(cookie: str) -> Destination | None:
    """
    Return where the reader said that things go, None when they did not.

    Example:
        >>> destination_in(cookie_of(Destination("GB", "SW1A 1AA"))), destination_in("GB")
        (Destination(country='GB', postcode='SW1A 1AA'), None)
    """
    country, _, postcode = cookie.partition(_BETWEEN)
    return destination_of(country, postcode.replace("_", " "))


def cookie_of(to: Destination) -> str:
    """Return what the cookie holds; a space of the postcode is written as a line."""
    return f"{to.country}{_BETWEEN}{to.postcode.replace(' ', '_')}"
