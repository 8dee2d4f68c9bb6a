"""What the catalogue answers to storefronts."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.catalog.queries.categories import categories
from serai.catalog.queries.channels import channel
from serai.plumbing.api import Problem, answer, caller_of, shop_key
from serai.plumbing.caches import ShortCache
from serai.plumbing.json import as_json

router = Router(auth=shop_key)
_trees: ShortCache[str, bytes] = ShortCache(seconds=5)
_REFUSALS = {401: Problem, 403: Problem, 429: Problem}


class ChannelOut(Schema):
    """The place of sale that the key belongs to."""

    code: Annotated[str, Field(examples=["web"])]
    name: str
    currency: Annotated[str, Field(description="ISO 4217 code of its prices.", examples=["USD"])]
    locale: Annotated[str, Field(description="The language without asking.", examples=["en"])]
    locales: Annotated[list[str], Field(description="Every language on offer.")]
    country: Annotated[str, Field(description="ISO 3166 code.", examples=["US"])]
    time_zone: Annotated[str, Field(examples=["America/New_York"])]
    prices_include_tax: bool


class ShopCategory(Schema):
    """A category, as shoppers see it."""

    id: UUID
    parent_id: UUID | None
    slug: str
    name: Annotated[str, Field(description="In the shopper's language where translated.")]
    path: Annotated[list[str], Field(description="Slugs from the root to here.")]
    depth: Annotated[int, Field(description="How many categories are above it.")]


class ShopCategories(Schema):
    """Every category, parents before children and siblings in their order."""

    items: list[ShopCategory]


@router.get(
    "/channel", response={200: ChannelOut, 404: Problem, **_REFUSALS}, operation_id="channel"
)
def get_channel(request: HttpRequest) -> HttpResponse:
    """Where this key sells: currency, languages, country."""
    view = channel(caller_of(request).channel_code or "")
    return answer({name: getattr(view, name) for name in ChannelOut.model_fields})


@router.get("/categories", response={200: ShopCategories, **_REFUSALS}, operation_id="categories")
def get_categories(request: HttpRequest) -> HttpResponse:
    """The whole tree, at most five seconds old."""
    locale = caller_of(request).locale
    body = _trees.get(locale, lambda: _tree(locale))
    return HttpResponse(body, content_type="application/json")


def _tree(locale: str) -> bytes:
    names = tuple(ShopCategory.model_fields)
    return as_json(
        {"items": [{name: getattr(view, name) for name in names} for view in categories(locale)]}
    )
