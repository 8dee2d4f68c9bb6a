"""What the page of a product asks, and how a product fills it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
)

from serai.catalog.admin.picture_form import PICTURES, NewPictures, media_of, rows_of
from serai.catalog.domain.product_fields import SOLD_BY
from serai.catalog.models import Attribute, Category, Variant
from serai.catalog.queries.channels import channels
from serai.catalog.queries.products import ProductView
from serai.plumbing.back_office.form_fields import text_field
from serai.plumbing.back_office.form_rows import RowForm, RowsOf

YES, NO = "yes", "no"
_SOLD = ((YES, "yes"), (NO, "no"))


def _choice(label: str, choices: Any = (), *, needed: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, required=needed, widget=UnfoldAdminSelectWidget
    )


class ProductForm(forms.Form):
    """A product's own fields."""

    name = text_field("name", most=300)
    category = _choice("category", needed=False)
    brand = text_field(
        "brand", most=120, needed=False, tells="A brand that is new comes to be with it."
    )
    description = forms.CharField(
        label="description",
        required=False,
        max_length=50_000,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 5}),
    )
    new_pictures = NewPictures()
    channels = forms.MultipleChoiceField(
        label="sold on",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Without any it stays in the drawer.",
    )
    slug = text_field(
        "address",
        most=120,
        needed=False,
        tells="How its page's address ends; left empty, it follows from the name.",
    )
    tax_class = text_field(
        "tax class",
        most=64,
        needed=False,
        tells="The rates that it pays, such as reduced; empty: standard.",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        places = Category.objects.order_by("path").values_list("slug", "names")
        self.fields["category"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *((slug, " / ".join(names)) for slug, names in places),
        ]
        self.fields["channels"].choices = [  # type: ignore[attr-defined]
            (place.code, place.name) for place in channels()
        ]


class VariantRow(RowForm):
    """What is sold of it."""

    sku = text_field("SKU", most=64)
    variant_name = text_field("Name", most=200)
    package_size = text_field("Package", most=60)
    unit = _choice("Sold by", [(unit, unit) for unit in SOLD_BY])
    gtin = text_field("GTIN", most=40)
    weight_g = forms.IntegerField(
        label="Grams", min_value=1, widget=UnfoldAdminIntegerFieldWidget(attrs={"size": 8})
    )
    variant_active = _choice("On sale", _SOLD)
    parts = text_field("Consists of", most=2000)
    says = ("sku", "variant_name", "package_size", "gtin", "parts")
    needs = ("sku",)


class AttributeRow(RowForm):
    """One property."""

    attribute = _choice("Attribute")
    value = text_field("Value", most=2000)
    says = ("attribute", "value")
    needs = ("attribute",)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["attribute"].choices = [  # type: ignore[attr-defined]
            ("", "—"),
            *Attribute.objects.order_by("label").values_list("code", "label"),
        ]


class TextsRow(RowForm):
    """Its texts in one other language."""

    locale = text_field("Language", most=35)
    name = text_field("Name", most=300)
    description = forms.CharField(
        label="Description", max_length=50_000, widget=UnfoldAdminTextareaWidget(attrs={"rows": 2})
    )
    says = ("locale", "name", "description")
    needs = ("locale",)


VARIANTS = RowsOf(
    "variants",
    VariantRow,
    "What is sold",
    "One row for each size, colour or pack that has a SKU of its own. Packages as they are spoken of: 500 g,"
    " 6 x 330 ml. A set consists of others, which are what is in stock: 2 x TEA, MUG.",
    most=100,
)
ATTRIBUTES = RowsOf(
    "attributes",
    AttributeRow,
    "Properties",
    "An empty value takes a property off.",
    most=60,
)
TEXTS = RowsOf(
    "texts",
    TextsRow,
    "Other languages",
    "By language code, such as he or pt-BR. A row that is emptied takes its language off.",
    most=40,
)
TABLES = (VARIANTS, PICTURES, ATTRIBUTES, TEXTS)


def filled_by(product: ProductView) -> tuple[dict[str, Any], Mapping[str, list[dict[str, Any]]]]:
    """Return what the form and its tables say of a product."""
    withdrawn = set(
        Variant.objects.filter(product_id=product.id, active=False).values_list("sku", flat=True)
    )
    said = {
        "name": product.name,
        "category": product.category_path[-1].slug if product.category_path else "",
        "brand": product.brand,
        "description": product.description,
        "channels": [place.channel for place in product.assortments],
        "slug": product.slug,
        "tax_class": product.tax_class,
        "version": product.version,
    }
    return said, {
        "variants": [
            {
                "sku": each.sku,
                "variant_name": each.name,
                "package_size": each.package_size,
                "unit": each.unit,
                "gtin": each.gtin or "",
                "weight_g": each.weight_g,
                "variant_active": NO if each.sku in withdrawn else YES,
                "parts": ", ".join(f"{part.units} x {part.sku}" for part in each.parts),
            }
            for each in product.variants
        ],
        "pictures": rows_of(product),
        "attributes": [
            {"attribute": code, "value": _as_text(value)}
            for code, value in sorted(product.attributes.items())
        ],
        "texts": [
            {"locale": locale, **texts} for locale, texts in sorted(product.translations.items())
        ],
    }


def fields_of(
    said: Mapping[str, Any],
    tables: Mapping[str, list[dict[str, Any]]],
    before: ProductView | None,
) -> dict[str, Any]:
    """
    Return the product's columns of a load: what was said, and that what stands no longer is gone.

    Args:
        said: the form's values.
        tables: the rows of each table, by its name.
        before: the product as it was; `None` for a new one.
    """
    dates = {each.channel: each for each in before.assortments} if before else {}
    properties = {row["attribute"]: row["value"] or None for row in tables["attributes"]}
    texts: dict[str, Any] = {
        row["locale"]: {"name": row["name"], "description": row["description"]}
        for row in tables["texts"]
    }
    if before:
        properties = {**dict.fromkeys(before.attributes), **properties}
        texts = {**dict.fromkeys(before.translations), **texts}
    fields = {name: said[name] for name in ("name", "category", "brand", "description")}
    if said["slug"]:
        fields["slug"] = said["slug"]
    return {
        **fields,
        "tax_class": said["tax_class"],
        "attributes": properties,
        "translations": texts,
        "media": media_of(tables["pictures"], before),
        "channels": [
            {"code": code, "from": dates[code].sells_from, "until": dates[code].sells_until}
            if code in dates
            else code
            for code in said["channels"]
        ],
    }


def variants_of(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the variants' columns of a load."""
    return [
        {
            **row,
            "variant_active": row["variant_active"] != NO,
            "parts": [part.strip() for part in row["parts"].split(",") if part.strip()],
        }
        for row in rows
    ]


def _as_text(value: Any) -> str:
    return (YES if value else NO) if isinstance(value, bool) else str(value)
