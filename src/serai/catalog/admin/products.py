"""Products and what belongs to them."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm

from serai.catalog.admin.product_page import write_page
from serai.catalog.admin.standing import on_sale, package_of
from serai.catalog.models import Assortment, Media, Product, ProductTranslation, Variant
from serai.catalog.usecases.restore_product import restore_product
from serai.catalog.usecases.withdraw_product import withdraw_product
from serai.kernel.clock import now
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    ReadOnlyRows,
    act,
    act_on_each,
    as_lines,
    back_to,
    question,
)

_WITHDRAW = question(
    "Withdraw the product?",
    "It leaves every channel within seconds. Orders that have been placed are kept.",
    submit="Withdraw",
)


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
        return package_of(variant)


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
    actions_list: ClassVar[Any] = ("write_new",)
    actions_detail: ClassVar[Any] = ("write", "withdraw")
    permission_to_act = "catalog.change_product"

    @action(description="New product", permissions=["act"], icon="add", url_path="new")
    def write_new(self, request: HttpRequest) -> HttpResponse:
        """Write a product that is not there yet."""
        return write_page(self, request, None)

    @action(description="Change", permissions=["act"], icon="edit", url_path="write")
    def write(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Write the product as it shall be."""
        return write_page(self, request, self.get_object(request, object_id).pk)

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
        return on_sale(product.active)

    @admin.display(description="attributes")
    def attributes_text(self, product: Product) -> SafeString:
        """Return the attributes."""
        return as_lines(product.attributes) if product.attributes else SafeString("—")

    @admin.display(description="source")
    def source_text(self, product: Product) -> SafeString:
        """Return where the row came from and what of it was derived."""
        return as_lines(product.source)
