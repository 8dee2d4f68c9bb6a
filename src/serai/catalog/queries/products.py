"""Products whole, as search documents and editors see them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.catalog.queries.categories import CategoryStep, steps_of
from serai.catalog.queries.pictures import PictureView, picture_of
from serai.catalog.queries.variants import PARTS, VariantView, package_of, parts_of
from serai.kernel.errors import DomainError, Kind
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.plumbing.db import dict_rows


class ProductNotFound(DomainError):
    """There is no product with this id, or under what else it was asked for."""

    code = "catalog.product_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, product_id: UUID | str) -> None:
        self.product_id = product_id
        super().__init__(f"There is no product {product_id}.")


@dataclass(frozen=True, slots=True)
class AssortmentView:
    """A channel that sells the product, from when, until when; `open` is whether it does now."""

    channel: str
    sells_from: datetime | None
    sells_until: datetime | None
    open: bool


@dataclass(frozen=True, slots=True)
class MediaView:
    """A picture, film or paper; `sku` when it shows one variant alone, `alts` its words by locale."""

    id: UUID
    kind: str
    url: str
    alt: str
    sku: str | None
    alts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProductView:
    """
    A product with all that belongs to it.

    `channels` are the codes of those that sell it now, `assortments` all of them with their dates.
    `translations` holds, per locale, the texts that are translated: `name`, `description`. `tax_class` names
    the rates that it pays.
    """

    id: UUID
    code: str
    slug: str
    name: str
    description: str
    brand: str
    brand_slug: str
    private_label: bool
    category_id: UUID | None
    category_path: tuple[CategoryStep, ...]
    seller: str
    attributes: dict[str, Any]
    variants: tuple[VariantView, ...]
    media: tuple[MediaView, ...]
    picture: PictureView
    channels: tuple[str, ...]
    assortments: tuple[AssortmentView, ...]
    translations: dict[str, dict[str, str]]
    active: bool
    withdrawn_because: str
    source: dict[str, Any]
    version: int
    created_at: datetime
    updated_at: datetime
    tax_class: str = "standard"


def product(product_id: UUID) -> ProductView:
    """
    Return one product; two statements.

    Raises:
        ProductNotFound: no product has this id.
    """
    found = products_of_ids([product_id])
    if not found:
        raise ProductNotFound(product_id)
    return found[0]


def products_of_ids(ids: Collection[UUID]) -> list[ProductView]:
    """Return the products that exist, in the order of their ids; two statements."""
    return _whole("p.id = ANY(%(ids)s)", {"ids": list(ids)})


def products_after(product_id: UUID | None, limit: int) -> list[ProductView]:
    """Return up to `limit` products whose ids follow `product_id` (`None`: the first); two statements."""
    return _whole("p.id > %(after)s", {"after": product_id or _FIRST}, limit=limit)


def product_page(
    *, cursor: str | None, limit: int, category: str | None = None, active: bool | None = None
) -> Page[ProductView]:
    """
    Return a page of products, newest first; two statements.

    Args:
        cursor: where the page before ended.
        limit: how many, at least 1.
        category: only those in the category with this slug or below it.
        active: only those that are (not) withdrawn.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    before = decode_cursor(cursor, UUID)[0] if cursor else _LAST
    conditions = ["p.id < %(before)s"]
    if active is not None:
        conditions.append("p.active = %(active)s")
    if category is not None:
        conditions.append(_BELOW)
    found = _whole(
        " AND ".join(conditions),
        {"before": before, "active": active, "category": category},
        limit=limit + 1,
        order="DESC",
    )
    items = found[:limit]
    return Page(items, encode_cursor(items[-1].id) if len(found) > limit else None)


_FIRST, _LAST = UUID(int=0), UUID(int=2**128 - 1)

_BELOW = """p.category_id IN (
  SELECT below.id FROM catalog_category top
  JOIN catalog_category below ON below.path = top.path OR below.path LIKE top.path || '/%%'
  WHERE top.slug = %(category)s)"""

_PRODUCTS = """
SELECT p.id, p.code, p.slug, p.name, p.description, p.category_id, p.attributes,
       p.active, p.withdrawn_because, p.source, p.tax_class, p.version, p.created_at, p.updated_at,
       coalesce(b.name, '') AS brand, coalesce(b.slug, '') AS brand_slug,
       coalesce(b.private_label, false) AS private_label, s.code AS seller,
       c.path, c.names,
       (SELECT jsonb_agg(jsonb_build_array(m.id, m.kind, m.url, m.alt, v.sku, m.alts)
                         ORDER BY m.position, m.id)
        FROM catalog_media m LEFT JOIN catalog_variant v ON v.id = m.variant_id
        WHERE m.product_id = p.id) AS media,
       (SELECT jsonb_agg(jsonb_build_array(ch.code, a.sells_from, a.sells_until, a.open)
                         ORDER BY ch.code)
        FROM catalog_assortment a JOIN catalog_channel ch ON ch.id = a.channel_id
        WHERE a.product_id = p.id) AS assortments,
       (SELECT jsonb_object_agg(t.locale, jsonb_build_object('name', t.name,
                                                            'description', t.description))
        FROM catalog_product_translation t WHERE t.product_id = p.id) AS translations
FROM catalog_product p
JOIN catalog_seller s ON s.id = p.seller_id
LEFT JOIN catalog_brand b ON b.id = p.brand_id
LEFT JOIN catalog_category c ON c.id = p.category_id
"""

_VARIANTS = f"""
SELECT v.product_id, v.id, v.sku, v.gtin, v.name, v.unit, v.length_mm, v.width_mm,
       v.height_mm, v.weight_g, v.attributes, v.active,
       v.version, v.package_count, v.package_amount, v.package_unit,
       {PARTS} AS parts
FROM catalog_variant v WHERE v.product_id = ANY(%s) ORDER BY v.product_id, v.position, v.id
"""  # noqa: S608 -- constants only

Row = dict[str, Any]


def _whole(
    condition: str, params: Row, *, limit: int | None = None, order: str = "ASC"
) -> list[ProductView]:
    found = dict_rows(
        f"{_PRODUCTS} WHERE {condition} ORDER BY p.id {order} LIMIT %(limit)s",
        {**params, "limit": limit},
    )
    variants: dict[UUID, list[Row]] = defaultdict(list)
    for variant in dict_rows(_VARIANTS, [[row["id"] for row in found]]):
        variants[variant["product_id"]].append(variant)
    return [_product(row, variants[row["id"]]) for row in found]


def _product(row: Row, variants: list[Row]) -> ProductView:
    steps = steps_of(row.pop("path"), row.pop("names"))
    media = tuple(MediaView(UUID(id_), *rest) for id_, *rest in row.pop("media") or ())
    assortments = tuple(
        AssortmentView(channel, _instant(sells_from), _instant(sells_until), is_open)
        for channel, sells_from, sells_until, is_open in row.pop("assortments") or ()
    )
    translations = (row.pop("translations") or {}).items()
    drawn = picture_of(
        None,
        slug=row["slug"],
        name=row["name"],
        category=steps[-1].slug if steps else "",
        private_label=row["private_label"],
    )
    shared = {
        "brand": row["brand"],
        "category_path": steps,
        "channels": tuple(entry.channel for entry in assortments if entry.open),
    }
    return ProductView(
        **row,
        category_path=steps,
        channels=shared["channels"],
        assortments=assortments,
        media=media,
        picture=_face(media, drawn, sku=None),
        translations={
            locale: {field: text for field, text in texts.items() if text}
            for locale, texts in translations
        },
        variants=tuple(
            _variant(variant, row, shared, _face(media, drawn, sku=variant["sku"]))
            for variant in variants
        ),
    )


def _variant(row: Row, product: Row, shared: Row, picture: PictureView) -> VariantView:
    package, package_size = package_of(
        row.pop("package_count"), row.pop("package_amount"), row.pop("package_unit")
    )
    row["active"] = row["active"] and product["active"]
    row["parts"] = parts_of(row["parts"])
    return VariantView(
        **row,
        **shared,
        product_name=product["name"],
        slug=product["slug"],
        package_size=package_size,
        package=package,
        picture=picture,
    )


def _face(media: tuple[MediaView, ...], drawn: PictureView, *, sku: str | None) -> PictureView:
    """Return the first picture of a variant, else of the product, else the one that is drawn."""
    images = [item for item in media if item.kind == "image"]
    for wanted in (sku, None):
        for image in images:
            if image.sku == wanted:
                return PictureView(image.url, image.alt or drawn.alt)
    return drawn


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
