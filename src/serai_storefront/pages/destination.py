"""Where the reader has things brought to: kept from a form, and known on every product's page."""

from starlette.responses import Response

from serai_storefront.shop_api import accounts
from serai_storefront.shop_api.problems import Problem
from serai_storefront.shop_api.promises import Destination
from serai_storefront.web.destination import cookie_of, destination_in, destination_of
from serai_storefront.web.forms import local_path
from serai_storefront.web.visit import Visit


async def keep(visit: Visit) -> Response:
    """Keep a postcode of the shop's country, or forget it when the field was emptied, and go back."""
    back, typed = local_path(visit.form["next"]), visit.form["postcode"]
    if not typed:
        visit.put_cookie("destination", "")
        return visit.redirect(back)
    to = destination_of((await visit.channel()).country, typed)
    if to is None:
        return visit.redirect(back, "postcode-refused")
    visit.put_cookie("destination", cookie_of(to))
    return visit.redirect(back)


async def destination(visit: Visit) -> Destination | None:
    """Return where things go for this reader: what they typed, or else the first address of their account."""
    typed = destination_in(visit.cookies.get("destination"))
    if typed or not visit.shopper_token:
        return typed
    try:
        kept = await accounts.addresses(visit.shop)
    except Problem:
        return None
    first = next(iter(kept), {})
    return destination_of(str(first.get("country") or ""), str(first.get("postcode") or ""))
