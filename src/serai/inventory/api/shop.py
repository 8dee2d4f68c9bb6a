"""Stock, as shoppers see it."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.catalog.public import ProductNotFound, sold_under
from serai.inventory.api.shop_ahead import router as ahead
from serai.inventory.queries.stores_of_product import Point, stores_of_product
from serai.plumbing.api import Near, Problem, caller_of, point_of, shop_key
from serai.plumbing.caches import ShortCache
from serai.plumbing.json import as_json

router = Router(auth=shop_key)
router.add_router("", ahead)
_SECONDS = 10
_answers: ShortCache[tuple[object, ...], bytes] = ShortCache(seconds=_SECONDS, size=2_000)
_REFUSALS = dict.fromkeys((400, 401, 403, 404, 422, 429), Problem)


class StoreStockOut(Schema):
    """A store, and how available the product is there."""

    code: str
    name: str
    line1: str
    city: str
    region: str
    postcode: str
    country: str
    availability: Annotated[str, Field(description='"in" or "low".')]
    distance_km: Annotated[
        float | None, Field(description="From `near`; null without it, or if unknown.")
    ]
    distance_is_estimated: Annotated[
        bool, Field(description="The store's coordinates were guessed.")
    ]


class StoresOut(Schema):
    """Some stores, and where the next page starts."""

    items: list[StoreStockOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class StoresWanted(Schema):
    """Which stores, and how many."""

    near: Near = None
    cursor: Annotated[
        str | None, Field(max_length=1000, description="From `next_cursor` of the page before.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=200, description="How many a page holds.")] = 20


@router.get(
    "/products/{key}/stores",
    response={200: StoresOut, **_REFUSALS},
    operation_id="stores_of_product",
)
def get_stores(request: HttpRequest, key: str, wanted: Query[StoresWanted]) -> HttpResponse:
    """Stores that have a product, by its slug or id, or one variant, by SKU or GTIN; ten seconds old at most."""
    channel_code, near = caller_of(request).channel_code, point_of(wanted.near)
    address = (channel_code, key, near, wanted.cursor, wanted.limit)
    body = _answers.get(address, lambda: _stores(channel_code, key, near, wanted))
    return HttpResponse(body, content_type="application/json")


def _stores(channel_code: str, key: str, near: Point | None, wanted: StoresWanted) -> bytes:
    variant_ids: list[UUID] = sold_under(key, channel_code)
    if not variant_ids:
        raise ProductNotFound(key[:200])
    found = stores_of_product(variant_ids, near=near, cursor=wanted.cursor, limit=wanted.limit)
    return as_json(found)
