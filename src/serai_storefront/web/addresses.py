"""Addresses in forms: their fields, and what must be filled."""

from collections.abc import Mapping
from typing import Any

from serai_storefront.i18n.catalogues import mark
from serai_storefront.web.forms import Form

ADDRESS_FIELDS = ("line1", "line2", "city", "region", "postcode", "country")


def require_address(form: Form) -> None:
    """Note an error for each part of an address that is missing."""
    form.require(
        {
            "line1": mark("Enter the street and number"),
            "city": mark("Enter the town or city"),
            "postcode": mark("Enter the postcode"),
            "country": mark("Choose the country"),
        }
    )
    form.check(
        "country", lambda code: len(code) == 2 and code.isalpha(), mark("Choose the country")
    )


def address_in(form: Form) -> dict[str, str]:
    """Return the address that a form holds, without empty parts."""
    return {field: form[field] for field in ADDRESS_FIELDS if form[field]}


def address_lines(address: Mapping[str, Any]) -> list[str]:
    """
    Return the lines of an address without its country, as its own country writes them.

    Example:
        >>> address_lines({"city": "Dayton", "region": "OH", "postcode": "45402", "country": "US"})
        ['Dayton, OH 45402']
        >>> address_lines({"line1": "Rua A 1", "city": "Porto", "postcode": "4000", "country": "PT"})
        ['Rua A 1', '4000 Porto']
    """
    city, region, postcode = (
        str(address.get(part) or "") for part in ("city", "region", "postcode")
    )
    if address.get("country") in _CITY_FIRST:
        towns = [" ".join(filter(None, (", ".join(filter(None, (city, region))), postcode)))]
    else:
        towns = [f"{postcode} {city}".strip(), region]
    streets = [str(address.get(part) or "") for part in ("line1", "line2")]
    return [line for line in (*streets, *towns) if line]


_CITY_FIRST = frozenset({"US", "CA", "AU", "BR", "IN", "MX"})
