"""Products, for staff and their programs."""

import io
from collections.abc import Iterable, Mapping
from typing import Annotated, Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from serai.catalog.api.reports import taken
from serai.catalog.api.schemas import (
    REFUSALS,
    ImportReportOut,
    ProductOut,
    ProductPage,
    product_as_json,
    products_as_json,
)
from serai.catalog.domain.numbered_row import NumberedRow
from serai.catalog.domain.product_fields import FIELDS
from serai.catalog.queries.products import product, product_page
from serai.catalog.usecases.edit_product import EditProduct, edit_product
from serai.catalog.usecases.edit_variants import edit_variants
from serai.catalog.usecases.read_product_file import FileFormat, read_product_file
from serai.catalog.usecases.restore_product import restore_product
from serai.catalog.usecases.upsert_products import upsert_products
from serai.catalog.usecases.withdraw_product import withdraw_product
from serai.kernel import clock
from serai.plumbing.api import Input, Problem, answer, caller_of, idempotency_key, staff
from serai.plumbing.idempotency import answer_once

router = Router()
_READ, _WRITE = staff("catalog:read"), staff("catalog:write")
_FORMATS = {
    "text/csv": FileFormat.CSV,
    "application/jsonl": FileFormat.JSON_LINES,
    "application/x-ndjson": FileFormat.JSON_LINES,
    "application/vnd.apache.parquet": FileFormat.PARQUET,
}
_COLUMNS = ", ".join(FIELDS)


class ProductRows(msgspec.Struct, forbid_unknown_fields=True):
    """The body of a load in JSON."""

    rows: list[dict[str, Any]]


class Wanted(Schema):
    """Which products."""

    category: Annotated[
        str | None, Field(max_length=120, description="Slug: only those in it or below it.")
    ] = None
    active: Annotated[bool | None, Field(description="Only those that are (not) withdrawn.")] = None
    cursor: Annotated[
        str | None, Field(max_length=1000, description="From `next_cursor` of the page before.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=200, description="How many a page holds.")] = 50


class LoadManner(Schema):
    """How a load is done."""

    skip_bad: Annotated[
        bool, Field(description="Write the good products even if others are bad.")
    ] = False


class ProductEdit(Input):
    """Changes to one product; what is left out stays, what is empty is emptied."""

    version: Annotated[
        int, Field(strict=True, ge=1, le=2**31 - 1, description="The version you have seen.")
    ]
    name: Annotated[str | None, Field(description="At most 300 characters.")] = None
    slug: Annotated[str | None, Field(description="Small letters, digits, single hyphens.")] = None
    description: str | None = None
    brand: Annotated[str | None, Field(description="A name; a new one makes a brand.")] = None
    category: Annotated[str | None, Field(description="The category's slug.")] = None
    seller: Annotated[str | None, Field(description="The seller's code.")] = None
    tax_class: Annotated[
        str | None, Field(description='Which tax rates it pays, such as "standard" or "reduced".')
    ] = None
    active: Annotated[bool | None, Field(strict=True)] = None
    attributes: Annotated[
        dict[str, Any] | None, Field(description="Values by code; null removes one.")
    ] = None
    translations: Annotated[
        dict[str, dict[str, str] | None] | None,
        Field(description="`name`, `description` per locale; null removes a locale."),
    ] = None
    media: Annotated[
        list[str | dict[str, Any]] | None,
        Field(
            description="Addresses, or objects with `url`, `kind`, `alt`, `alts`, `sku`; replaces all."
        ),
    ] = None
    channels: Annotated[
        list[str | dict[str, Any]] | None,
        Field(description="Codes, or objects with `code`, `from`, `until`; replaces all."),
    ] = None


class VariantEdits(Input):
    """Changes to many variants, each with its `sku` and the fields that change."""

    edits: Annotated[
        list[dict[str, Any]],
        Field(
            min_length=1,
            max_length=5000,
            examples=[[{"sku": "25671", "weight_g": 9980, "version": 1}]],
        ),
    ]


class Withdrawal(Input):
    """Why a product goes off sale."""

    reason: Annotated[str, Field(max_length=300, description="For colleagues.")] = ""


@router.get(
    "/products",
    auth=_READ,
    response={200: ProductPage, **REFUSALS},
    operation_id="product_page",
)
def get_products(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    """Products, newest first."""
    page = product_page(
        cursor=wanted.cursor, limit=wanted.limit, category=wanted.category, active=wanted.active
    )
    return answer(products_as_json(page))


@router.get(
    "/products/{product_id}",
    auth=_READ,
    response={200: ProductOut, 404: Problem, **REFUSALS},
    operation_id="product_for_staff",
)
def get_product(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """One product with all that belongs to it."""
    return answer(product_as_json(product(product_id)))


@router.post(
    "/products",
    auth=_WRITE,
    response={200: ImportReportOut, 409: Problem, 415: Problem, **REFUSALS},
    operation_id="upsert_products",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "required": ["rows"],
                        "properties": {
                            "rows": {
                                "type": "array",
                                "items": {"type": "object"},
                                "description": f"Columns: {_COLUMNS}.",
                            }
                        },
                    },
                    "example": {
                        "rows": [{"sku": "25671", "name": "Crushed ice", "package_size": "22 lb"}]
                    },
                },
                **{name: {"schema": {"type": "string", "format": "binary"}} for name in _FORMATS},
            },
        }
    },
)
def post_products(request: HttpRequest, manner: Query[LoadManner]) -> HttpResponse:
    """
    Create and update products in bulk, as JSON or as a CSV, JSON Lines or Parquet file.

    All or nothing, with what is wrong by row; with `skip_bad` the good ones are written.
    """
    key = idempotency_key(request, "upsert_products")
    rows, source = _rows(request), f"api key {caller_of(request).key_id}"

    def load() -> Any:
        report = upsert_products(rows, source=source, now=clock.now(), skip_bad=manner.skip_bad)
        return report if manner.skip_bad else taken(report)

    return answer(answer_once(key, load))


@router.patch(
    "/products/{product_id}",
    auth=_WRITE,
    response={200: ProductOut, 404: Problem, 409: Problem, **REFUSALS},
    operation_id="edit_product",
)
def patch_product(request: HttpRequest, product_id: UUID, edit: ProductEdit) -> HttpResponse:
    """Edit a product, if it is still the version you have seen."""
    changes = edit.dict(exclude_unset=True, exclude={"version"})
    command = EditProduct(product_id, edit.version, changes)
    return answer(product_as_json(edit_product(command, now=clock.now())))


@router.post(
    "/products/{product_id}/withdrawal",
    auth=_WRITE,
    response={200: ProductOut, 404: Problem, **REFUSALS},
    operation_id="withdraw_product",
)
def post_withdrawal(request: HttpRequest, product_id: UUID, body: Withdrawal) -> HttpResponse:
    """Take a product off sale in every channel."""
    key = idempotency_key(request, "withdraw_product")
    return answer(
        answer_once(
            key,
            lambda: product_as_json(
                withdraw_product(product_id, reason=body.reason, now=clock.now())
            ),
        )
    )


@router.post(
    "/products/{product_id}/restoration",
    auth=_WRITE,
    response={200: ProductOut, 404: Problem, **REFUSALS},
    operation_id="restore_product",
)
def post_restoration(request: HttpRequest, product_id: UUID) -> HttpResponse:
    """Put a withdrawn product on sale again."""
    key = idempotency_key(request, "restore_product")
    return answer(
        answer_once(key, lambda: product_as_json(restore_product(product_id, now=clock.now())))
    )


@router.post(
    "/variants",
    auth=_WRITE,
    response={200: ImportReportOut, 409: Problem, **REFUSALS},
    operation_id="edit_variants",
)
def post_variants(request: HttpRequest, body: VariantEdits) -> HttpResponse:
    """Edit up to 5,000 variants at once, all or nothing; counts are of their products."""
    key = idempotency_key(request, "edit_variants")
    return answer(answer_once(key, lambda: taken(edit_variants(body.edits, now=clock.now()))))


def _rows(request: HttpRequest) -> Iterable[Mapping[str, Any] | NumberedRow]:
    """
    Return the rows of a request's body.

    Raises:
        HttpError: a media type that is not read here, or JSON of another shape.
    """
    media_type = request.content_type or ""
    if media_type in _FORMATS:
        return read_product_file(io.BytesIO(request.body), _FORMATS[media_type])
    if media_type != "application/json":
        raise HttpError(415, f"Send application/json, {', '.join(_FORMATS)}.")
    try:
        return msgspec.json.decode(request.body, type=ProductRows).rows
    except (msgspec.DecodeError, RecursionError) as fault:
        raise HttpError(400, f'Send {{"rows": [{{…}}]}}. {fault}') from None
