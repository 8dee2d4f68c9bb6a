"""Collections, for staff and their programs."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import get_current_timezone
from ninja import Query, Router, Schema
from pydantic import Field

from serai.catalog.api.schemas import REFUSALS
from serai.catalog.queries.collections.collection_view import collection, collections
from serai.catalog.queries.collections.products_in import (
    LARGEST_PAGE,
    products_in_collection,
    why_in_collection,
)
from serai.catalog.usecases.delete_collection import delete_collection
from serai.catalog.usecases.write_collection import WriteCollection, write_collection
from serai.kernel import clock
from serai.kernel.conditions import Moment, why_in_words
from serai.plumbing.api import Input, Problem, answer, answered_once, empty, staff

router = Router()
_READ, _WRITE = staff("catalog:read"), staff("catalog:write")


class CollectionIn(Input):
    """A collection as it shall be."""

    name: Annotated[str, Field(min_length=1, max_length=200, examples=["New in the dairy"])]
    slug: Annotated[
        str,
        Field(
            max_length=120,
            description="How addresses name it; empty: it follows from the name.",
            examples=["new-in-the-dairy"],
        ),
    ] = ""
    conditions: Annotated[
        dict[str, Any],
        Field(
            description="A tree of conditions over products.",
            examples=[{"rules": [{"field": "private_label", "operator": "=", "value": True}]}],
        ),
    ]


class CollectionChangeIn(CollectionIn):
    """A collection as it shall be from now on."""

    version: Annotated[
        int, Field(strict=True, ge=1, le=2**31 - 1, description="The version that was read.")
    ]


class CollectionOut(Schema):
    """A collection."""

    id: UUID
    slug: str
    name: str
    conditions: dict[str, Any]
    digest: Annotated[str, Field(description="Names what the conditions say.")]
    version: int
    created_at: datetime
    updated_at: datetime


class Collections(Schema):
    """Every collection."""

    items: list[CollectionOut]


class ProductsInCollection(Schema):
    """Some products, and where the next page starts."""

    items: list[UUID]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class ProductInCollection(Schema):
    """Whether a product belongs, and why."""

    belongs: bool
    because: Annotated[str, Field(description="The rule that decided, in words.")]


class WhichProducts(Schema):
    """Which page."""

    cursor: Annotated[str | None, Field(max_length=1000)] = None
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE)] = 100


@router.get(
    "/collections",
    auth=_READ,
    response={200: Collections, **REFUSALS},
    operation_id="collections",
)
def get_collections(request: HttpRequest) -> HttpResponse:
    """Every collection, by slug."""
    return answer({"items": collections()})


@router.get(
    "/collections/{collection_id}",
    auth=_READ,
    response={200: CollectionOut, 404: Problem, **REFUSALS},
    operation_id="collection",
)
def get_collection(request: HttpRequest, collection_id: UUID) -> HttpResponse:
    """One collection."""
    return answer(collection(collection_id))


@router.post(
    "/collections",
    auth=_WRITE,
    response={200: CollectionOut, 409: Problem, **REFUSALS},
    operation_id="write_collection",
)
def post_collection(request: HttpRequest, body: CollectionIn) -> HttpResponse:
    """Write a new collection."""
    command = WriteCollection(**body.dict())
    return answered_once(
        request, "write_collection", lambda: write_collection(command, now=clock.now())
    )


@router.put(
    "/collections/{collection_id}",
    auth=_WRITE,
    response={200: CollectionOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="change_collection",
)
def put_collection(
    request: HttpRequest, collection_id: UUID, body: CollectionChangeIn
) -> HttpResponse:
    """Write a collection's next version; refused when somebody else was faster."""
    command = WriteCollection(collection_id=collection_id, **body.dict())
    return answer(write_collection(command, now=clock.now()))


@router.delete(
    "/collections/{collection_id}",
    auth=_WRITE,
    response={204: None, 404: Problem, **REFUSALS},
    operation_id="delete_collection",
)
def remove_collection(request: HttpRequest, collection_id: UUID) -> HttpResponse:
    """Delete a collection; its products stay as they are."""
    delete_collection(collection_id)
    return empty()


@router.get(
    "/collections/{collection_id}/products",
    auth=_READ,
    response={200: ProductsInCollection, 404: Problem, **REFUSALS},
    operation_id="products_in_collection",
)
def get_products(
    request: HttpRequest, collection_id: UUID, wanted: Query[WhichProducts]
) -> HttpResponse:
    """Ids of the products that match now, newest first; withdrawn ones too unless the conditions say otherwise."""
    return answer(
        products_in_collection(collection_id, at=_now(), cursor=wanted.cursor, limit=wanted.limit)
    )


@router.get(
    "/collections/{collection_id}/products/{product_id}",
    auth=_READ,
    response={200: ProductInCollection, 404: Problem, **REFUSALS},
    operation_id="why_in_collection",
)
def get_product(request: HttpRequest, collection_id: UUID, product_id: UUID) -> HttpResponse:
    """Whether a product belongs, and because of which rule."""
    found, fields = why_in_collection(collection_id, product_id, at=_now())
    return answer({"belongs": found.matched, "because": why_in_words(found, fields)})


def _now() -> Moment:
    return Moment(clock.now(), get_current_timezone())
