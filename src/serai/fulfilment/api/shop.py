"""Promises, as shoppers see them."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from serai.catalog.public import ProductNotFound, sold_under
from serai.fulfilment.api.schemas import REFUSALS, PromisesOut, PromisesWanted
from serai.fulfilment.queries.network import network_now
from serai.fulfilment.queries.promises import Point, Promises, promises
from serai.fulfilment.queries.whereabouts import Address, near_of
from serai.kernel import clock
from serai.plumbing.api import Problem, caller_of, point_of, shop_key
from serai.plumbing.caches import ShortCache
from serai.plumbing.json import as_json

router = Router(auth=shop_key)
_SECONDS = 10
_answers: ShortCache[tuple[object, ...], bytes] = ShortCache(seconds=_SECONDS, size=2_000)


@router.get(
    "/products/{key}/promises",
    response={200: PromisesOut, 404: Problem, **REFUSALS},
    operation_id="promises_of_product",
)
def get_promises(request: HttpRequest, key: str, wanted: Query[PromisesWanted]) -> HttpResponse:
    """
    When a product can be brought, and where it can be collected when; ten seconds old at most.

    A product is known by its slug or id, a variant by its SKU or GTIN. A product's promise is that of its
    first variant that can be there. Where a postcode is, the shop's own locations around it tell.
    """
    channel_code, near = caller_of(request).channel_code, _near(wanted)
    address = (channel_code, key, wanted.quantity, near, wanted.limit)
    body = _answers.get(address, lambda: _promises(channel_code, key, near, wanted))
    return HttpResponse(body, content_type="application/json")


def _near(wanted: PromisesWanted) -> Point | None:
    if wanted.near is None and wanted.postcode:
        return near_of(Address(wanted.country, postcode=wanted.postcode))
    return point_of(wanted.near)


def _promises(channel_code: str, key: str, near: Point | None, wanted: PromisesWanted) -> bytes:
    sold = sold_under(key, channel_code)
    if not sold:
        raise ProductNotFound(key[:200])
    found = Promises((), ())
    for variant_id in sold[:_MOST_VARIANTS]:
        found = promises(
            {variant_id: wanted.quantity},
            channel_code=channel_code,
            near=near,
            now=clock.now(),
            limit=wanted.limit,
        )
        if found.deliveries or found.pickups:
            break
    by_place = bool(network_now(clock.now()).sites)
    known = {"by_place": by_place, "place_known": by_place and near is not None}
    return as_json({**_shown(found), **known})


_MOST_VARIANTS = 5


def _shown(found: Promises) -> dict[str, list[dict[str, object]]]:
    return {
        "deliveries": [
            {
                "service": each.service,
                "earliest": each.earliest,
                "latest": each.latest,
                "parcels": len(each.parcels),
            }
            for each in found.deliveries
        ],
        "pickups": [
            {
                "location_id": each.promise.location_id,
                "location": each.place.code,
                "name": each.place.name,
                "earliest": each.promise.earliest,
                "latest": each.promise.latest,
                "distance_km": each.promise.distance_km,
            }
            for each in found.pickups
        ],
    }
