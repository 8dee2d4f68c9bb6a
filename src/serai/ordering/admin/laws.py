"""The laws of places, and in what channels wrap gifts; both are set through the API."""

from typing import Any, ClassVar

from django.contrib import admin

from serai.ordering.models import GiftWrapRow, SaleRuleRow
from serai.plumbing.back_office import ReadOnlyAdmin


@admin.register(SaleRuleRow)
class SaleRuleAdmin(ReadOnlyAdmin):
    """What the laws of places say about the regimes that articles name."""

    list_display: ClassVar[Any] = (
        "regime",
        "place",
        "minimum_age",
        "asks_birth_date",
        "may_deliver",
        "may_collect",
        "limit",
        "note",
    )
    search_exactly = ("id",)
    search_help_text = "An id"
    ordering: ClassVar[Any] = ("-pk",)
    fields: ClassVar[Any] = (*list_display, "changed_at")
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="where")
    def place(self, rule: SaleRuleRow) -> str:
        """Return where it counts."""
        return " ".join(filter(None, (rule.country, " / ".join(rule.regions)))) or "everywhere"

    @admin.display(description="at most")
    def limit(self, rule: SaleRuleRow) -> str:
        """Return how much one shopper may have."""
        return f"{rule.most_units} in {rule.per_days} days" if rule.most_units else "any number"


@admin.register(GiftWrapRow)
class GiftWrapAdmin(ReadOnlyAdmin):
    """In what channels wrap gifts."""

    list_display: ClassVar[Any] = (
        "channel_code",
        "variant",
        "per",
        "place",
        "excluded",
        "changed_at",
    )
    list_select_related: ClassVar[Any] = ("variant",)
    search_exactly = ("channel_code",)
    search_help_text = "A channel's code"
    ordering: ClassVar[Any] = ("-pk",)
    fields: ClassVar[Any] = list_display
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="does not wrap")
    def excluded(self, wrap: GiftWrapRow) -> str:
        """Return what cannot be wrapped like this."""
        return ", ".join(wrap.excluded_skus) or "—"
