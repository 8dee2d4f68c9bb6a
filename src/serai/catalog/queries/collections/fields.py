"""What the conditions of a collection may speak about."""

from collections.abc import Mapping

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from serai.catalog.domain.attributes import AttributeKind
from serai.catalog.models import Assortment
from serai.catalog.queries.attributes import AttributeView, attributes
from serai.kernel.conditions import Choice, Field, Fields, FieldType
from serai.plumbing.caches import ShortCache
from serai.plumbing.conditions import Column
from serai.plumbing.conditions.columns import (
    json_boolean,
    json_day,
    json_number,
    json_text,
    steps_of_path,
)
from serai.plumbing.db import rows

PREFIX = "attribute."
_SUGGESTED = 2000
_PLACES = 6
_known: ShortCache[str, tuple[Choice, ...]] = ShortCache(seconds=60)
_TYPES = {
    AttributeKind.TEXT: FieldType.TEXT,
    AttributeKind.NUMBER: FieldType.NUMBER,
    AttributeKind.BOOLEAN: FieldType.BOOLEAN,
    AttributeKind.CHOICE: FieldType.CHOICE,
    AttributeKind.DATE: FieldType.DATE,
}


def collection_fields() -> Fields:
    """Return the registry: the product's own fields and every attribute; at most three statements."""
    return Fields(
        "catalog",
        [
            Field("name", FieldType.TEXT, "Name", folds=True),
            Field("code", FieldType.TEXT, "Product number"),
            Field("category", FieldType.LIST, "Category (or above)", choices=_categories()),
            Field("brand", FieldType.TEXT, "Brand", folds=True, choices=_brands()),
            Field("private_label", FieldType.BOOLEAN, "Own brand"),
            Field("seller", FieldType.TEXT, "Seller"),
            Field("on_sale", FieldType.BOOLEAN, "On sale"),
            Field("channels", FieldType.LIST, "Sold in (channel)"),
            Field("added", FieldType.INSTANT, "Added"),
            Field("changed", FieldType.INSTANT, "Changed"),
            *(_attribute(view) for view in attributes().values()),
        ],
    )


def collection_columns(fields: Fields) -> Mapping[str, Column]:
    """Return where the values of the fields are, seen from a product."""
    sells = Assortment.objects.filter(product_id=OuterRef("pk"), open=True)
    return {
        "name": "name",
        "code": "code",
        "category": steps_of_path("category__path"),
        "brand": "brand__name",
        "private_label": "brand__private_label",
        "seller": "seller__name",
        "on_sale": "active",
        "channels": ArraySubquery(sells.order_by("channel__code").values("channel__code")),
        "added": "created_at",
        "changed": "updated_at",
        **{name: _in_json(field) for name, field in fields.items() if name.startswith(PREFIX)},
    }


def _attribute(view: AttributeView) -> Field:
    kind = _TYPES[AttributeKind(view.kind)]
    return Field(
        f"{PREFIX}{view.code}",
        kind,
        view.label,
        labels=view.labels,
        unit=view.unit,
        folds=kind is FieldType.TEXT,
        places=_PLACES if kind is FieldType.NUMBER else 0,
        choices=tuple(Choice(value, label) for value, label in view.choices.items()),
    )


def _in_json(field: Field) -> Column:
    key = field.name.removeprefix(PREFIX)
    if field.type is FieldType.NUMBER:
        return json_number("attributes", key)
    if field.type is FieldType.BOOLEAN:
        return json_boolean("attributes", key)
    return (json_day if field.type is FieldType.DATE else json_text)("attributes", key)


def _categories() -> tuple[Choice, ...]:
    return _known.get(
        "categories",
        lambda: tuple(
            Choice(slug, " / ".join(names))
            for slug, names in rows("SELECT slug, names FROM catalog_category ORDER BY path")
        ),
    )


def _brands() -> tuple[Choice, ...]:
    """Return the brands with most products."""
    return _known.get(
        "brands",
        lambda: tuple(
            Choice(name, name)
            for (name,) in rows(
                "SELECT b.name FROM catalog_brand b JOIN catalog_product p ON p.brand_id = b.id"
                " GROUP BY b.name ORDER BY count(*) DESC, b.name LIMIT %s",
                [_SUGGESTED],
            )
        ),
    )
