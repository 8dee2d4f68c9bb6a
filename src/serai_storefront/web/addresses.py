"""Addresses in forms: their fields, and what must be filled."""

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
    form.check("country", lambda code: len(code) == 2 and code.isalpha(), mark("Choose the country"))


def address_in(form: Form) -> dict[str, str]:
    """Return the address that a form holds, without empty parts."""
    return {field: form[field] for field in ADDRESS_FIELDS if form[field]}
