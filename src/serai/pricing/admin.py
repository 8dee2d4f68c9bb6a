"""Prices in the back office."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from serai.kernel.clock import now
from serai.plumbing.back_office import ReadOnlyAdmin, amount, chip
from serai.pricing.models import PriceEntry
from serai.pricing.models.price_entry import LIST_PRICE


@admin.register(PriceEntry)
class PriceEntryAdmin(ReadOnlyAdmin):
    """
    List prices as they were set, newest first.

    An entry is never changed: a new price is a new entry, and the one that began last counts.
    """

    list_display: ClassVar[Any] = (
        "sku",
        "article",
        "channel_code",
        "price",
        "compare_at",
        "standing",
        "valid_from",
        "valid_until",
        "source",
    )
    list_select_related: ClassVar[Any] = ("variant__product",)
    search_exactly = ("variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (*list_display, "recorded_at")
    readonly_fields: ClassVar[Any] = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the prices for everyone: the condition of the index that finds them."""
        entries: QuerySet[Any] = super().get_queryset(request)
        return entries.filter(LIST_PRICE)

    @admin.display(description="SKU")
    def sku(self, entry: PriceEntry) -> str:
        """Return the variant's SKU."""
        return entry.variant.sku

    @admin.display(description="product")
    def article(self, entry: PriceEntry) -> str:
        """Return the product's name."""
        return entry.variant.product.name

    @admin.display(description="channel")
    def channel_code(self, entry: PriceEntry) -> str:
        """Return the channel's code."""
        return entry.channel_id

    @admin.display(description="price")
    def price(self, entry: PriceEntry) -> SafeString:
        """Return the price of one unit."""
        return amount(entry.amount_minor, entry.currency)

    @admin.display(description="was")
    def compare_at(self, entry: PriceEntry) -> SafeString | str:
        """Return the price that is crossed out."""
        return (
            "—"
            if entry.compare_at_minor is None
            else amount(entry.compare_at_minor, entry.currency)
        )

    @admin.display(description="state")
    def standing(self, entry: PriceEntry) -> SafeString:
        """Return whether the entry can count now."""
        instant = now()
        if entry.valid_from > instant:
            return chip("to come", "waiting")
        if entry.valid_until is not None and entry.valid_until <= instant:
            return chip("over", "plain")
        return chip("valid", "good")
