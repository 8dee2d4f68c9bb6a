"""Payments in the back office: to read; what changes them is a use case."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import ModelAdmin, TabularInline

from serai.payments.models import Payment, PaymentStep, Refund


class _ReadOnly:
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: payments are opened by shoppers."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: payments change by news from the processor."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: books are never thrown away."""
        return False


class StepsOfPayment(_ReadOnly, TabularInline):
    """What happened to the payment, oldest first."""

    model = PaymentStep
    ordering = ["happened_at", "pk"]


class RefundsOfPayment(_ReadOnly, TabularInline):
    """What was given back."""

    model = Refund
    ordering = ["requested_at", "pk"]


@admin.register(Payment)
class PaymentAdmin(_ReadOnly, ModelAdmin):
    """Payments, newest first; found by the id of the payment or of its order."""

    list_display = [
        "id",
        "state",
        "amount_minor",
        "refunded_minor",
        "currency",
        "label",
        "started_at",
    ]
    list_filter = ["state"]
    search_fields = ["id__exact", "order_id__exact"]
    search_help_text = "The id of a payment or of an order"
    ordering = ["-pk"]
    show_full_result_count = False
    exclude = ["token", "action_url"]
    inlines = [StepsOfPayment, RefundsOfPayment]
