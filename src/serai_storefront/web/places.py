"""Completing an address without a script: two buttons of the form itself."""

from serai_storefront.i18n.catalogues import mark
from serai_storefront.shop_api.places import Places, places
from serai_storefront.shop_api.problems import Problem
from serai_storefront.web.visit import Visit

NOTHING = mark("We know no such place. Type the town yourself.")
FIELDS = ("postcode", "city", "region")
_SHORTEST, _LONGEST = 2, 60


async def complete_address(visit: Visit) -> bool:
    """Do what a button of the address asks: look places up, or take one. False: none was pressed."""
    form = visit.form
    if form["take"]:
        for field, value in zip(FIELDS, form["take"].split("|"), strict=False):
            if value:
                form.values[field] = value[:100]
        return True
    if not form["find"]:
        return False
    form.places = await found(visit, form["postcode"] or form["city"], form["country"])
    if not form.places.items:
        form.errors["postcode"] = NOTHING
    return True


async def found(visit: Visit, text: str, country: str) -> Places:
    """Return the places that a text is the beginning of; nothing when they cannot be looked up."""
    text = " ".join(text.split())
    if not _SHORTEST <= len(text) <= _LONGEST or len(country) != 2:
        return Places()
    try:
        return await places(visit.anonymous_shop, text, country)
    except Problem:
        return Places()
