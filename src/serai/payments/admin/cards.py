"""Kept cards in the back office: to read. Their holders alone keep, choose and remove them."""

from typing import Any, ClassVar

from django.contrib import admin

from serai.payments.models import Instrument
from serai.plumbing.back_office import ReadOnlyAdmin


@admin.register(Instrument)
class InstrumentAdmin(ReadOnlyAdmin):
    """Kept cards, newest first; found by their id or their customer's."""

    list_display: ClassVar[Any] = (
        "kept_at",
        "brand",
        "last4",
        "expires_on",
        "is_default",
        "processor",
        "last_used_at",
    )
    search_exactly = ("id", "customer_id")
    search_help_text = "The id of a kept card or of a customer"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id",
        "customer_id",
        "processor",
        "method",
        "brand",
        "last4",
        "expires_on",
        "is_default",
        "consent_text_version",
        "kept_at",
        "last_used_at",
        "expiry_told_at",
    )
    readonly_fields: ClassVar[Any] = fields
