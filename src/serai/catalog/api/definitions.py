"""Categories, brands and attributes, for staff and their programs."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.catalog.api.reports import taken
from serai.catalog.api.schemas import REFUSALS, CategoryTree, ImportReportOut
from serai.catalog.queries.attributes import attributes
from serai.catalog.queries.categories import categories
from serai.catalog.usecases.define_attributes import define_attributes
from serai.catalog.usecases.upsert_brands import upsert_brands
from serai.catalog.usecases.upsert_categories import upsert_categories
from serai.plumbing.api import Input, answer, caller_of, idempotency_key, staff
from serai.plumbing.idempotency import answer_once

router = Router()
_READ, _WRITE = staff("catalog:read"), staff("catalog:write")
_TAKEN = {200: ImportReportOut, **REFUSALS}


class CategoryRows(Input):
    """Categories: `slug`, and what changes, such as `name`, `parent` or `translations`."""

    rows: Annotated[
        list[dict[str, Any]],
        Field(
            min_length=1,
            max_length=20_000,
            examples=[[{"slug": "milk", "name": "Milk", "parent": "dairy"}]],
        ),
    ]


class BrandRows(Input):
    """Brands: `name`, and perhaps `slug`, `private_label`, `source`."""

    rows: Annotated[
        list[dict[str, Any]],
        Field(
            min_length=1,
            max_length=20_000,
            examples=[[{"name": "Hollow Oak", "private_label": True}]],
        ),
    ]


class AttributeRows(Input):
    """Attributes: `code`, `kind`, `label`, and perhaps `labels`, `unit`, `choices`, `filterable`."""

    rows: Annotated[
        list[dict[str, Any]],
        Field(
            min_length=1,
            max_length=5_000,
            examples=[[{"code": "fat", "kind": "number", "unit": "%", "label": "Fat"}]],
        ),
    ]


class AttributeOut(Schema):
    """An attribute's definition."""

    id: UUID
    code: str
    kind: Annotated[str, Field(description="text, number, boolean, choice or date.")]
    label: str
    labels: Annotated[dict[str, str], Field(description="The label per locale.")]
    unit: str
    choices: Annotated[dict[str, str], Field(description="Label by value.")]
    filterable: Annotated[bool, Field(description="Whether shoppers may narrow a list by it.")]


class AttributeList(Schema):
    """Every definition, by code."""

    items: list[AttributeOut]


@router.get(
    "/categories",
    auth=_READ,
    response={200: CategoryTree, **REFUSALS},
    operation_id="categories_for_staff",
)
def get_categories(request: HttpRequest) -> HttpResponse:
    """The whole tree."""
    return answer({"items": categories(caller_of(request).locale)})


@router.post("/categories", auth=_WRITE, response=_TAKEN, operation_id="upsert_categories")
def post_categories(request: HttpRequest, body: CategoryRows) -> HttpResponse:
    """Create, move and rename categories, all or nothing, in any order."""
    key = idempotency_key(request, "upsert_categories")
    return answer(answer_once(key, lambda: taken(upsert_categories(body.rows))))


@router.post("/brands", auth=_WRITE, response=_TAKEN, operation_id="upsert_brands")
def post_brands(request: HttpRequest, body: BrandRows) -> HttpResponse:
    """Create and describe brands, all or nothing."""
    key = idempotency_key(request, "upsert_brands")
    return answer(answer_once(key, lambda: taken(upsert_brands(body.rows))))


@router.get(
    "/attributes",
    auth=_READ,
    response={200: AttributeList, **REFUSALS},
    operation_id="attributes",
)
def get_attributes(request: HttpRequest) -> HttpResponse:
    """What products can be described by."""
    return answer({"items": list(attributes().values())})


@router.post("/attributes", auth=_WRITE, response=_TAKEN, operation_id="define_attributes")
def post_attributes(request: HttpRequest, body: AttributeRows) -> HttpResponse:
    """Create and change definitions, all or nothing."""
    key = idempotency_key(request, "define_attributes")
    return answer(answer_once(key, lambda: taken(define_attributes(body.rows))))
