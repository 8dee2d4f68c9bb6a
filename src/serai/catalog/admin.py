"""The catalogue in the back office."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from serai.catalog.models import (
    ArticleTermsRow,
    Assortment,
    Brand,
    Category,
    CategoryTranslation,
    Channel,
    Collection,
    Media,
    Product,
    ProductTranslation,
    Variant,
)
from serai.catalog.queries.collections.fields import collection_fields
from serai.catalog.queries.collections.products_in import count_products
from serai.catalog.usecases.allow_origins import allow_origins
from serai.catalog.usecases.delete_collection import delete_collection
from serai.catalog.usecases.restore_product import restore_product
from serai.catalog.usecases.withdraw_product import withdraw_product
from serai.catalog.usecases.write_collection import WriteCollection, write_collection
from serai.kernel.clock import now
from serai.kernel.conditions import Fields, Group, Moment
from serai.plumbing.back_office import (
    Matches,
    ReadOnlyAdmin,
    ReadOnlyRows,
    RuleBookAdmin,
    RuleBookForm,
    act,
    act_on_each,
    as_lines,
    back_to,
    chip,
    question,
)


class OriginsForm(BaseDialogForm):
    """Origins, one a line."""

    origins = forms.CharField(
        required=False,
        widget=UnfoldAdminTextareaWidget,
        help_text="One a line, such as https://shop.example.com. They replace those named before.",
    )


_ORIGINS = question(
    "Which pages may call this channel?",
    "Browsers let only pages of these origins call the shop's API with the channel's publishable keys.",
    submit="Allow them",
    form=OriginsForm,
)
_WITHDRAW = question(
    "Withdraw the product?",
    "It leaves every channel within seconds. Orders that have been placed are kept.",
    submit="Withdraw",
)


def _on_sale(active: bool) -> SafeString:  # noqa: FBT001 - a column's value
    return chip("on sale", "good") if active else chip("withdrawn", "bad")


class VariantsOfProduct(ReadOnlyRows):
    """What is sold of the product."""

    model = Variant
    verbose_name_plural = "variants"
    fields = ("sku", "gtin", "name", "unit", "package", "active")
    readonly_fields = fields
    ordering = ("position", "id")
    show_change_link = True

    @admin.display(description="package")
    def package(self, variant: Variant) -> str:
        """Return the package size in words."""
        return _package(variant)


class AssortmentsOfProduct(ReadOnlyRows):
    """Which channels sell it."""

    model = Assortment
    verbose_name_plural = "channels"
    fields = ("channel", "sells_from", "sells_until", "open")
    ordering = ("channel_id",)


class TranslationsOfProduct(ReadOnlyRows):
    """Its texts in other languages."""

    model = ProductTranslation
    verbose_name_plural = "other languages"
    fields = ("locale", "name", "description")
    ordering = ("locale",)


class MediaOfProduct(ReadOnlyRows):
    """Its pictures."""

    model = Media
    verbose_name_plural = "pictures and films"
    fields = ("kind", "url", "alt", "position")
    ordering = ("position", "id")


@admin.register(Product)
class ProductAdmin(ReadOnlyAdmin):
    """Products, newest first."""

    list_display: ClassVar[Any] = ("code", "name", "brand_name", "place", "standing", "updated_at")
    list_filter: ClassVar[Any] = ("active",)
    list_select_related: ClassVar[Any] = ("brand", "category")
    search_exactly = ("id", "code")
    search_words = "name"
    search_help_text = "Words of the name, a code, or an id"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id",
        "code",
        "name",
        "slug",
        "description",
        "brand_name",
        "place",
        "tax_class",
        "standing",
        "withdrawn_because",
        "attributes_text",
        "source_text",
        "version",
        "created_at",
        "updated_at",
    )
    readonly_fields: ClassVar[Any] = fields
    inlines: ClassVar[Any] = (
        VariantsOfProduct,
        AssortmentsOfProduct,
        MediaOfProduct,
        TranslationsOfProduct,
    )
    actions: ClassVar[Any] = ("restore_selected",)
    actions_detail: ClassVar[Any] = ("withdraw",)
    permission_to_act = "catalog.change_product"

    @action(description="Withdraw", permissions=["act"], icon="block", dialog=_WITHDRAW)
    def withdraw(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Take the product off sale."""
        product = self.get_object(request, object_id)
        reason = form.cleaned_data["reason"]
        act(
            self,
            request,
            product,
            lambda: withdraw_product(product.pk, reason=reason, now=now()),
            "Withdrawn.",
        )
        return back_to(request, Product, object_id)

    @admin.action(description="Put on sale again", permissions=["act"])
    def restore_selected(self, request: HttpRequest, queryset: Any) -> None:
        """Put withdrawn products on sale again."""
        instant = now()
        act_on_each(
            self,
            request,
            queryset,
            lambda product: restore_product(product.pk, now=instant),
            "on sale again",
        )

    @admin.display(description="brand")
    def brand_name(self, product: Product) -> str:
        """Return the brand's name."""
        return product.brand.name if product.brand else "—"

    @admin.display(description="category")
    def place(self, product: Product) -> str:
        """Return the way through the tree."""
        return " / ".join(product.category.names) if product.category else "—"

    @admin.display(description="state")
    def standing(self, product: Product) -> SafeString:
        """Return whether it is on sale."""
        return _on_sale(product.active)

    @admin.display(description="attributes")
    def attributes_text(self, product: Product) -> SafeString:
        """Return the attributes."""
        return as_lines(product.attributes) if product.attributes else SafeString("—")

    @admin.display(description="source")
    def source_text(self, product: Product) -> SafeString:
        """Return where the row came from and what of it was derived."""
        return as_lines(product.source)


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

    @admin.display(description="product")
    def article(self, variant: Variant) -> str:
        """Return the product's name."""
        return variant.product.name

    @admin.display(description="package")
    def package(self, variant: Variant) -> str:
        """Return the package size in words."""
        return _package(variant)

    @admin.display(description="state")
    def standing(self, variant: Variant) -> SafeString:
        """Return whether it is on sale."""
        return _on_sale(variant.active and variant.product.active)


class TranslationsOfCategory(ReadOnlyRows):
    """Its texts in other languages."""

    model = CategoryTranslation
    verbose_name_plural = "other languages"
    fields = ("locale", "name", "description")
    ordering = ("locale",)


@admin.register(Category)
class CategoryAdmin(ReadOnlyAdmin):
    """The tree, in its own order."""

    list_display: ClassVar[Any] = ("path", "name", "depth", "position")
    search_exactly = ("slug",)
    search_prefix = ("path",)
    search_help_text = "How a path begins: grocery/frozen"
    ordering: ClassVar[Any] = ("path",)
    fields: ClassVar[Any] = ("id", "path", "name", "description", "position", "source", "version")
    readonly_fields: ClassVar[Any] = fields
    inlines: ClassVar[Any] = (TranslationsOfCategory,)
    list_per_page = 100


class CollectionForm(RuleBookForm):
    """A collection as it is written."""

    slug = forms.CharField(
        max_length=120,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="How addresses name it; left empty, it follows from the name.",
    )
    field_order = ("name", "slug", "version", "conditions")


@admin.register(Collection)
class CollectionAdmin(RuleBookAdmin):
    """Products that have something in common, by rule."""

    rule_form = CollectionForm
    form_fields = ("slug",)
    list_display: ClassVar[Any] = ("slug", "name", "says", "updated_at")
    search_exactly = ("id",)
    search_prefix = ("slug",)
    search_help_text = "How the slug begins, or an id"
    ordering: ClassVar[Any] = ("slug",)
    fields: ClassVar[Any] = ("id", "slug", "name", "says", "rules", "digest", "version")
    readonly_fields: ClassVar[Any] = fields
    permission_to_act = "catalog.change_collection"

    def rule_fields(self) -> Fields:
        """Return what collections may ask of products."""
        return collection_fields()

    def count_matches(
        self, tree: Group, fields: Fields, at: Moment, given: Mapping[str, Any]
    ) -> Matches:
        """Return how many products match."""
        return Matches(count_products(tree, fields, at=at))

    def keep(self, row_id: UUID | None, given: dict[str, Any], conditions: Any) -> UUID:
        """Write the collection."""
        command = WriteCollection(collection_id=row_id, conditions=conditions, **given)
        return write_collection(command, now=now()).id

    def forget(self, row_id: UUID) -> None:
        """Delete the collection."""
        delete_collection(row_id)


@admin.register(Brand)
class BrandAdmin(ReadOnlyAdmin):
    """Whose name is on the package."""

    list_display: ClassVar[Any] = ("slug", "name", "private_label")
    search_prefix = ("slug",)
    search_help_text = "How a brand begins"
    ordering: ClassVar[Any] = ("slug",)


@admin.register(Channel)
class ChannelAdmin(ReadOnlyAdmin):
    """Places of sale."""

    list_display: ClassVar[Any] = (
        "code",
        "name",
        "currency",
        "locale",
        "country",
        "time_zone",
        "prices_include_tax",
    )
    search_exactly = ("code",)
    ordering: ClassVar[Any] = ("code",)
    actions_detail: ClassVar[Any] = ("allow_origins_here",)
    permission_to_act = "catalog.change_channel"

    @action(
        description="Pages that may call it",
        permissions=["act"],
        icon="public",
        url_path="origins",
        dialog=_ORIGINS,
    )
    def allow_origins_here(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Say which pages may call the shop's API from a browser."""
        channel = self.get_object(request, object_id)
        origins = form.cleaned_data["origins"].split()
        act(
            self,
            request,
            channel,
            lambda: allow_origins(channel.code, origins),
            f"Pages that may call it: {', '.join(origins) or 'none'}.",
        )
        return back_to(request, Channel, object_id)


def _package(variant: Variant) -> str:
    if variant.package_amount is None or variant.package_unit is None:
        return "—"
    each = f"{variant.package_amount.normalize():f} {variant.package_unit}"
    count = variant.package_count or 1
    return each if count == 1 else f"{count} × {each}"


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
