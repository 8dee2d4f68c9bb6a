"""Payments in the back office: to read; they change by news from the processor."""

from typing import Any, ClassVar

from django.contrib import admin
from django.utils.safestring import SafeString

from serai.payments.domain.payment_state import PaymentState
from serai.payments.domain.refund_state import RefundState
from serai.payments.models import Payment, PaymentStep, Refund
from serai.plumbing.back_office import ReadOnlyAdmin, ReadOnlyRows, amount, chip

_GOOD = {PaymentState.CAPTURED.value, RefundState.CONFIRMED.value}
_WAITING = {
    PaymentState.PROCESSING.value,
    PaymentState.REQUIRES_ACTION.value,
    RefundState.REQUESTED.value,
}


def _standing(state: str) -> SafeString:
    return chip(state, "good" if state in _GOOD else "waiting" if state in _WAITING else "bad")


class StepsOfPayment(ReadOnlyRows):
    """What happened to the payment, oldest first, and who said so."""

    model = PaymentStep
    verbose_name_plural = "what happened"
    fields = ("happened_at", "state", "source", "failure_code", "processor_reference")
    ordering = ("happened_at", "id")


class RefundsOfPayment(ReadOnlyRows):
    """What was given back."""

    model = Refund
    verbose_name_plural = "refunds"
    fields = ("requested_at", "state", "given_back", "reason", "failure_code", "settled_at")
    readonly_fields = fields
    ordering = ("requested_at", "id")
    show_change_link = True

    @admin.display(description="amount")
    def given_back(self, refund: Refund) -> SafeString:
        """Return the amount."""
        return amount(refund.amount_minor, refund.currency)


@admin.register(Payment)
class PaymentAdmin(ReadOnlyAdmin):
    """Payments, newest first; found by the id of the payment or of its order."""

    list_display: ClassVar[Any] = (
        "started_at",
        "standing",
        "asked",
        "captured",
        "refunded",
        "label",
        "channel_code",
        "failure_code",
    )
    search_exactly = ("id", "order_id")
    search_help_text = "The id of a payment or of an order"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id",
        "order_id",
        "cart_id",
        "channel_code",
        "purpose",
        "method",
        "label",
        "standing",
        "asked",
        "captured",
        "refunded",
        "processor",
        "processor_reference",
        "failure_code",
        "started_at",
        "settled_at",
    )
    readonly_fields: ClassVar[Any] = fields
    inlines: ClassVar[Any] = (StepsOfPayment, RefundsOfPayment)

    @admin.display(description="state")
    def standing(self, payment: Payment) -> SafeString:
        """Return where it stands."""
        return _standing(payment.state)

    @admin.display(description="asked")
    def asked(self, payment: Payment) -> SafeString:
        """Return the amount that was asked."""
        return amount(payment.amount_minor, payment.currency)

    @admin.display(description="captured")
    def captured(self, payment: Payment) -> SafeString:
        """Return the amount that came in."""
        return amount(payment.captured_minor, payment.currency)

    @admin.display(description="refunded")
    def refunded(self, payment: Payment) -> SafeString:
        """Return the amount that went back."""
        return amount(payment.refunded_minor, payment.currency)


@admin.register(Refund)
class RefundAdmin(ReadOnlyAdmin):
    """Money on its way back, newest first."""

    list_display: ClassVar[Any] = (
        "requested_at",
        "standing",
        "given_back",
        "reason",
        "failure_code",
        "settled_at",
    )
    list_filter: ClassVar[Any] = ("state",)
    search_exactly = ("id", "payment_id")
    search_help_text = "The id of a refund or of its payment"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id",
        "payment_id",
        "key",
        "standing",
        "given_back",
        "reason",
        "processor_reference",
        "failure_code",
        "requested_at",
        "settled_at",
    )
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="state")
    def standing(self, refund: Refund) -> SafeString:
        """Return where it stands."""
        return _standing(refund.state)

    @admin.display(description="amount")
    def given_back(self, refund: Refund) -> SafeString:
        """Return the amount."""
        return amount(refund.amount_minor, refund.currency)
