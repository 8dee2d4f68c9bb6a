"""Which stores have a product: a page of its own, and what the product's page unfolds."""

import re
from typing import Any
from urllib.parse import urlencode

from starlette.responses import JSONResponse, Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.i18n.formats import distance_text
from serai_storefront.shop_api import catalogue
from serai_storefront.shop_api.catalogue import Stores, StoreStock
from serai_storefront.web.forms import local_path
from serai_storefront.web.own_store import store_in
from serai_storefront.web.visit import Visit

AVAILABILITY = {"in": mark("In stock"), "low": mark("Only a few left"), "out": mark("Sold out")}
NOWHERE = mark("No store has it at the moment.")
DISTANCE = mark("%(distance)s km away")
ABOUT = mark("about %(distance)s km away")
_NEAR = re.compile(r"-?[0-9]{1,2}(\.[0-9]{1,9})?,-?[0-9]{1,3}(\.[0-9]{1,9})?")
_UNFOLDED, _ON_A_PAGE = "6", "30"


async def show(visit: Visit) -> Response:
    """Show stores that have a product; `?sku=` means one package, `?near=` puts the nearest first."""
    asked = visit.request.query_params
    product = await catalogue.product(visit.anonymous_shop, visit.request.path_params["slug"])
    variant = next((each for each in product.variants if each.sku == asked.get("sku")), None)
    near = asked.get("near", "") if _NEAR.fullmatch(asked.get("near", "")) else ""
    limit = _UNFOLDED if visit.wants_json else _ON_A_PAGE
    params = [("near", near), ("cursor", asked.get("cursor", "")), ("limit", limit)]
    found = await catalogue.stores(
        visit.anonymous_shop,
        variant.sku if variant else product.id,
        [(name, value) for name, value in params if value],
    )
    if visit.wants_json:
        return _unfolded(visit, found)
    kept = {"sku": variant.sku if variant else "", "near": near}
    context = {
        "product": product,
        "variant": variant,
        "stores": [_told(visit, store) for store in found.items],
        "near": near,
        "more": _address(cursor=found.next_cursor, **kept) if found.next_cursor else "",
        "by_name": _address(sku=kept["sku"]) or "?",
    }
    return await visit.render("stores.html", context)


async def choose(visit: Visit) -> Response:
    """Make a store the reader's own, or none, and go back to where they were."""
    code = store_in(visit.form["store"])
    visit.put_cookie("store", code)
    note = "own-store" if code else "no-store"
    return visit.redirect(local_path(visit.form["next"]), note)


def _unfolded(visit: Visit, found: Stores) -> Response:
    answer = {
        "stores": [_told(visit, store) for store in found.items],
        "nowhere": visit.say(NOWHERE),
        "more": found.next_cursor is not None,
    }
    return JSONResponse(
        answer, headers={"Cache-Control": "private, max-age=10", "Vary": "Cookie, Accept"}
    )


def _told(visit: Visit, store: StoreStock) -> dict[str, Any]:
    distance = ""
    if store.distance_km is not None:
        sentence = ABOUT if store.distance_is_estimated else DISTANCE
        distance = visit.say(
            sentence, distance=distance_text(store.distance_km, visit.language.locale)
        )
    return {
        "code": store.code,
        "own": store.code == visit.store,
        "name": store.name,
        "address": store.address,
        "availability": store.availability,
        "says": visit.say(AVAILABILITY.get(store.availability, AVAILABILITY["in"])),
        "distance": distance,
    }


def _address(**values: str | None) -> str:
    """Return an address on this page with what has a value."""
    query = urlencode({name: value for name, value in values.items() if value})
    return f"?{query}" if query else ""
