"""What is counted, priced and sold."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from serai.catalog.admin.standing import on_sale, package_of
from serai.catalog.models import ArticleTermsRow, SetPartRow, Variant
from serai.plumbing.back_office import ReadOnlyAdmin, chip


@admin.register(Variant)
class VariantAdmin(ReadOnlyAdmin):
    """What is counted, priced and sold."""

    list_display: ClassVar[Any] = ("sku", "article", "package", "gtin", "standing")
    list_select_related: ClassVar[Any] = ("product",)
    search_exactly = ("id", "gtin")
    search_prefix = ("sku",)
    search_help_text = "How a SKU begins, a GTIN with 14 digits, or an id"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id",
        "sku",
        "gtin",
        "article",
        "name",
        "unit",
        "package",
        "length_mm",
        "width_mm",
        "height_mm",
        "weight_g",
        "attributes",
        "standing",
        "version",
    )
    readonly_fields: ClassVar[Any] = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Variant]:
        """Return the variants, each with the SKUs of its parts that are withdrawn."""
        withdrawn = SetPartRow.objects.filter(
            Q(part__active=False) | Q(part__product__active=False), set=OuterRef("pk")
        )
        skus = ArraySubquery(withdrawn.order_by("position").values("part__sku"))
        found: QuerySet[Variant] = super().get_queryset(request)
        return found.annotate(withdrawn_parts=skus)

    @admin.display(description="product")
    def article(self, variant: Variant) -> str:
        """Return the product's name."""
        return variant.product.name

    @admin.display(description="package")
    def package(self, variant: Variant) -> str:
        """Return the package size in words."""
        return package_of(variant)

    @admin.display(description="state")
    def standing(self, variant: Variant) -> SafeString:
        """Return whether it is on sale; what keeps a set from it is named."""
        if missing := variant.withdrawn_parts:  # type: ignore[attr-defined]
            return format_html("{} {}", chip("a part is withdrawn", "bad"), ", ".join(missing))
        return on_sale(variant.active and variant.product.active)


@admin.register(ArticleTermsRow)
class ArticleTermsAdmin(ReadOnlyAdmin):
    """Articles that are digital, a service, or not for everybody; they are set through the API."""

    list_display: ClassVar[Any] = (
        "variant",
        "nature",
        "minimum_age",
        "needs_prescription",
        "regime",
        "changed_at",
    )
    list_select_related: ClassVar[Any] = ("variant",)
    search_exactly = ("variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("-pk",)
    fields: ClassVar[Any] = list_display
    readonly_fields: ClassVar[Any] = fields
