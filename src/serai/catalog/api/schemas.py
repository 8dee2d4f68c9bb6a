"""Shapes of the staff's answers and requests."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.catalog.queries.products import ProductView
from serai.catalog.queries.variants import VariantView
from serai.kernel.pages import Page
from serai.plumbing.api import Problem
from serai.plumbing.json import as_builtins

REFUSALS = {400: Problem, 401: Problem, 403: Problem, 422: Problem, 429: Problem}
"""What any call may meet: unreadable, no valid key, lacking scope, unfit value, too many."""

Json = dict[str, Any]


class RowErrorOut(Schema):
    """One thing that is wrong with one row."""

    line: Annotated[int, Field(description="Line of the file, or place in the list; from 1.")]
    field: Annotated[str, Field(description="The column; empty: the whole row.")]
    reason: Annotated[str, Field(description="What is wrong, for people.")]


class ImportReportOut(Schema):
    """What a load did."""

    created: Annotated[int, Field(description="How many are new.")]
    updated: Annotated[int, Field(description="How many changed.")]
    unchanged: Annotated[int, Field(description="How many were so already.")]
    rejected: Annotated[int, Field(description="How many rows were left out.")]
    error_count: Annotated[int, Field(description="How many errors there are in all.")]
    errors: Annotated[list[RowErrorOut], Field(description="The first thousand, by line.")]


class StepOut(Schema):
    """One step on the way from the root to a category."""

    slug: str
    name: str


class PictureOut(Schema):
    """A picture."""

    src: Annotated[str, Field(description="Its address.")]
    alt: Annotated[str, Field(description="Words for those who cannot see it.")]


class SetPartOut(Schema):
    """What a set consists of."""

    variant_id: UUID
    sku: str
    name: str
    units: Annotated[int, Field(description="In each set.")]


class VariantOut(Schema):
    """What is sold."""

    id: UUID
    sku: Annotated[str, Field(examples=["25671"])]
    gtin: Annotated[str | None, Field(description="14 digits, zeros in front.")]
    name: Annotated[str, Field(description="What tells it from its siblings.", examples=["Red"])]
    unit: Annotated[str, Field(description='What one of it is: "each", or a measure.')]
    package_size: Annotated[str, Field(description="For people.", examples=["6 × 330 ml"])]
    length_mm: int | None
    width_mm: int | None
    height_mm: int | None
    weight_g: int | None
    attributes: Annotated[Json, Field(description="Values by the attribute's code.")]
    active: Annotated[bool, Field(description="False: it or its product is withdrawn.")]
    version: Annotated[int, Field(description="Grows with every change.")]
    parts: Annotated[
        list[SetPartOut], Field(description="Of a set: what it consists of; empty: it is none.")
    ]


class MediaOut(Schema):
    """A picture, film or paper."""

    id: UUID
    kind: Annotated[str, Field(description='"image", "video" or "document".')]
    url: str
    alt: str
    sku: Annotated[str | None, Field(description="The variant that it shows alone.")]
    alts: Annotated[dict[str, str], Field(description="`alt` in other languages, by locale.")] = {}


class AssortmentOut(Schema):
    """A channel that sells the product."""

    channel: Annotated[str, Field(description="The channel's code.", examples=["web"])]
    sells_from: datetime | None
    sells_until: datetime | None
    open: Annotated[bool, Field(description="Whether it sells now.")]


class ProductOut(Schema):
    """A product, as staff see it."""

    id: UUID
    code: Annotated[str, Field(description="The merchant's own number for it.")]
    slug: str
    name: str
    description: str
    brand: str
    brand_slug: str
    private_label: Annotated[bool, Field(description="Whether the brand is the shop's own.")]
    category_id: UUID | None
    category_path: list[StepOut]
    seller: Annotated[str, Field(description="The seller's code.", examples=["house"])]
    attributes: Annotated[Json, Field(description="Values by the attribute's code.")]
    variants: list[VariantOut]
    media: list[MediaOut]
    picture: PictureOut
    channels: Annotated[list[str], Field(description="Codes of the channels that sell it now.")]
    assortments: list[AssortmentOut]
    translations: Annotated[
        dict[str, dict[str, str]], Field(description="Texts per locale, where translated.")
    ]
    tax_class: Annotated[str, Field(description="Which of a place's tax rates it pays.")]
    active: bool
    withdrawn_because: str
    source: Annotated[Json, Field(description="Where it came from, and what was derived.")]
    version: Annotated[int, Field(description="Send it back with an edit.")]
    created_at: datetime
    updated_at: datetime


class ProductPage(Schema):
    """Some products, and where the next page starts."""

    items: list[ProductOut]
    next_cursor: Annotated[str | None, Field(description="Null: this is the last page.")]


class CategoryOut(Schema):
    """A place in the tree of categories."""

    id: UUID
    parent_id: UUID | None
    slug: str
    name: Annotated[str, Field(description="In the caller's language where translated.")]
    description: str
    path: Annotated[list[str], Field(description="Slugs from the root to here.")]
    depth: Annotated[int, Field(description="How many categories are above it.")]
    position: Annotated[int, Field(description="Its place among its siblings.")]
    version: int


class CategoryTree(Schema):
    """Every category, parents before children and siblings in their order."""

    items: list[CategoryOut]


_VARIANT = tuple(VariantOut.model_fields)


def product_as_json(view: ProductView) -> Json:
    """Return a product as staff see it; its variants without what they share with it."""
    plain: Json = as_builtins(view)
    plain["category_path"] = [step._asdict() for step in view.category_path]
    plain["variants"] = [_variant_as_json(variant) for variant in view.variants]
    return plain


def products_as_json(page: Page[ProductView]) -> Json:
    """Return a page of products as staff see them."""
    return {
        "items": [product_as_json(item) for item in page.items],
        "next_cursor": page.next_cursor,
    }


def _variant_as_json(view: VariantView) -> Json:
    return {name: getattr(view, name) for name in _VARIANT}
