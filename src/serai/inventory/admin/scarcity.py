"""What runs out before a delivery can come, in the back office."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.safestring import SafeString

from serai.inventory.admin.ahead import OfVariant, Standing
from serai.inventory.models import Scarcity
from serai.plumbing.back_office import chip


class StillScarce(Standing):
    """What is scarce now, or ever was."""

    column = "over_at"
    first = "Scarce now"
    counts: ClassVar[dict[str, Any]] = {"over_at__isnull": True}


@admin.register(Scarcity)
class ScarcityAdmin(OfVariant):
    """Articles of class A and B that all locations together run out of before an order of now would come."""

    list_display: ClassVar[Any] = (
        "sku",
        "article",
        "held",
        "asked_for",
        "due_on",
        "since",
        "standing",
    )
    list_select_related: ClassVar[Any] = ("variant__product",)
    list_filter: ClassVar[Any] = (StillScarce,)
    search_exactly = ("variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (*list_display, "seen_at", "over_at")
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="asked for until then")
    def asked_for(self, row: Scarcity) -> str:
        """Return the units that are expected to be asked for."""
        return f"{row.expected:,.0f}"

    @admin.display(description="standing")
    def standing(self, row: Scarcity) -> SafeString:
        """Return whether it is scarce."""
        return chip("scarce", "bad") if row.over_at is None else chip("over", "good")
