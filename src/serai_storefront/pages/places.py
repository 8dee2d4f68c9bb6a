"""Places while an address is typed; asked for by our script, never needed."""

from starlette.responses import JSONResponse, Response

from serai_storefront.i18n.catalogues import mark
from serai_storefront.web.places import found
from serai_storefront.web.visit import Visit

PLACES = mark("Places")


async def show(visit: Visit) -> Response:
    """Answer with one group of options, under the line that the licence of the data wants."""
    query = visit.request.query_params
    there = await found(visit, query.get("q", "")[:200], query.get("country", ""))
    options = [
        {
            "text": place.words,
            "hint": place.postcode,
            "fill": {"postcode": place.postcode, "city": place.city, "region": place.region},
        }
        for place in there.items
    ]
    label = there.attribution or visit.say(PLACES)
    return JSONResponse(
        {"groups": [{"label": label, "options": options}] if options else []},
        headers={"Cache-Control": "private, max-age=3600", "Vary": "Cookie"},
    )
