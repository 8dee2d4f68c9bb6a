"""Payments in the back office: what happened to their money, and what staff may do with it."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminDecimalFieldWidget, UnfoldBooleanSwitchWidget

from serai.kernel.clock import now
from serai.kernel.ids import uuid7
from serai.kernel.money import Money
from serai.payments.domain.dispute_state import DisputeState
from serai.payments.domain.payment_state import PaymentState
from serai.payments.domain.refund_state import RefundState
from serai.payments.models import Payment, Refund
from serai.payments.queries.payment_timeline import Happening, payment_timeline
from serai.payments.usecases.capture_payment import CapturePayment, capture_payment
from serai.payments.usecases.note_money import note_money, note_payout
from serai.payments.usecases.release_payment import release_payment_later
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    ReadOnlyRows,
    ReasonForm,
    act,
    amount,
    back_to,
    chip,
    instant,
    link,
    question,
)
from serai.plumbing.back_office.worded import why_not, worded
from serai.plumbing.db import unit_of_work

_GOOD = {PaymentState.CAPTURED.value, RefundState.CONFIRMED.value, DisputeState.WON.value}
_WAITING = {
    PaymentState.PROCESSING.value,
    PaymentState.REQUIRES_ACTION.value,
    PaymentState.PENDING.value,
    PaymentState.AUTHORISED.value,
    RefundState.REQUESTED.value,
    DisputeState.OPENED.value,
    DisputeState.CONTESTED.value,
}


class CaptureForm(ReasonForm):
    """How much is taken, and why. The hidden key makes a double click take once."""

    amount = forms.DecimalField(
        required=False,
        min_value=0,
        max_digits=15,
        widget=UnfoldAdminDecimalFieldWidget,
        help_text="In the payment's currency; empty for all that is left.",
    )
    is_final = forms.BooleanField(
        label="let the rest go", required=False, widget=UnfoldBooleanSwitchWidget
    )
    key = forms.CharField(initial=uuid7, max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Read the amount in the payment's currency."""
        data: dict[str, Any] = super().clean()
        asked = data.get("amount")
        data["money"] = None
        if asked is None:
            return data
        currency = Payment.objects.values_list("currency", flat=True).get(pk=self.object_id)
        try:
            data["money"] = Money.parse(asked, currency)
        except ValueError as mistake:
            self.add_error("amount", why_not(mistake))
        return data


_CAPTURE = question(
    "Take the money?",
    "It is taken of what is set aside. The processor confirms in a moment.",
    submit="Take it",
    form=CaptureForm,
)
_RELEASE = question(
    "Let go of what is set aside?",
    "Nothing more will be taken by this payment; what was taken stays taken.",
    submit="Let it go",
    form=BaseDialogForm,
)


_MONEY = question(
    "Is the money here?",
    "Cash in the till, or a transfer on the account: the order is paid from now on.",
    submit="It is here",
    form=BaseDialogForm,
)
_PAID_OUT = question(
    "Was it paid out?",
    "In cash, or by a transfer from our account to the shopper's.",
    submit="It was",
    form=BaseDialogForm,
)


def standing_of(state: str) -> SafeString:
    """Return a state as a chip."""
    return chip(state, "good" if state in _GOOD else "waiting" if state in _WAITING else "bad")


def _told(happening: Happening) -> tuple[str, str, str, str]:
    about = "" if happening.amount is None else str(happening.amount)
    said = " · ".join(part for part in (happening.source, happening.note) if part)
    return instant(happening.at), happening.what.replace("_", " "), about, said


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


class WaitsFor(admin.SimpleListFilter):
    """Payments that are not through, by whom they wait for."""

    title = "waits for"
    parameter_name = "waits"
    column = "state"
    states: ClassVar[dict[str, list[PaymentState]]] = {
        "money": [PaymentState.PENDING],
        "shopper": [PaymentState.REQUIRES_ACTION],
        "processor": [PaymentState.PROCESSING],
        "capture": [PaymentState.AUTHORISED],
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return what payments may wait for."""
        return [
            ("money", worded("a transfer or cash")),
            ("shopper", worded("the shopper")),
            ("processor", worded("the processor")),
            ("capture", worded("the goods: set aside")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return those that wait for it."""
        states = self.states.get(self.value() or "")
        return queryset.filter(state__in=states) if states else queryset


@admin.register(Payment)
class PaymentAdmin(ReadOnlyAdmin):
    """Payments, newest first; found by the id of the payment or of its order."""

    list_display: ClassVar[Any] = (
        "started_at",
        "standing",
        "asked",
        "captured",
        "refunded",
        "paid_with",
        "channel_code",
        "failure_code",
    )
    list_filter: ClassVar[Any] = (WaitsFor,)
    search_exactly = ("id", "order_id")
    search_help_text = "The id of a payment or of an order"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id",
        "its_order",
        "cart_id",
        "channel_code",
        "purpose",
        "method",
        "label",
        "standing",
        "asked",
        "capture_at",
        "set_aside",
        "expires_at",
        "captured",
        "refunded",
        "taken_back",
        "what_happened",
        "processor",
        "processor_reference",
        "failure_code",
        "started_at",
        "settled_at",
    )
    readonly_fields: ClassVar[Any] = fields
    inlines: ClassVar[Any] = (RefundsOfPayment,)
    actions_detail: ClassVar[Any] = ("capture", "release", "money_is_here")
    permission_to_act = "payments.change_payment"

    @action(description="Capture", permissions=["act"], icon="payments", dialog=_CAPTURE)
    def capture(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Take money of what is set aside."""
        payment = self.get_object(request, object_id)
        said = form.cleaned_data
        command = CapturePayment(
            payment.pk, said["key"], said["reason"], said["money"], is_final=said["is_final"]
        )
        what = command.amount or worded("all that is left")
        done = worded("Capture of {amount} asked for: {reason}", amount=what, reason=command.reason)
        act(self, request, payment, lambda: capture_payment(command, now=now()), done)
        return back_to(request, Payment, object_id)

    @action(description="Release", permissions=["act"], icon="lock_open", dialog=_RELEASE)
    def release(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Let go of what is set aside and not taken."""
        payment = self.get_object(request, object_id)
        release = unit_of_work()(release_payment_later)
        act(self, request, payment, lambda: release(payment.pk), "It is being let go.")
        return back_to(request, Payment, object_id)

    @action(
        description="Money is here",
        url_path="money",
        permissions=["act"],
        icon="savings",
        dialog=_MONEY,
    )
    def money_is_here(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Note cash or a transfer."""
        payment = self.get_object(request, object_id)
        act(self, request, payment, lambda: note_money(payment.pk, now=now()), "The money is here.")
        return back_to(request, Payment, object_id)

    @admin.display(description="order")
    def its_order(self, payment: Payment) -> SafeString:
        """Return the order's page."""
        return link("ordering.order", payment.order_id, worded("the order"))

    @admin.display(description="what happened")
    def what_happened(self, payment: Payment) -> SafeString:
        """Return the timeline of its money; five statements."""
        rows = format_html_join(
            "",
            "<tr><td>{}</td><td>{}</td><td style='text-align:end'>{}</td>"
            "<td style='padding-inline-start:1.5rem'>{}</td></tr>",
            (_told(happening) for happening in payment_timeline(payment.pk)),
        )
        return format_html("<table class='w-full'>{}</table>", rows)

    @admin.display(description="set aside")
    def set_aside(self, payment: Payment) -> SafeString:
        """Return what is set aside and not taken."""
        left = payment.authorised_minor - payment.captured_minor - payment.released_minor
        open_now = payment.state in (PaymentState.AUTHORISED, PaymentState.CAPTURED)
        return amount(left if open_now else 0, payment.currency)

    @admin.display(description="taken back by banks")
    def taken_back(self, payment: Payment) -> SafeString:
        """Return what banks took back, for now and for good."""
        return amount(payment.disputed_minor + payment.charged_back_minor, payment.currency)

    @admin.display(description="paid with")
    def paid_with(self, payment: Payment) -> str:
        """Return the method, and what tells it from others of its kind."""
        return f"{payment.method.replace('_', ' ')} {payment.label}".strip()

    @admin.display(description="state")
    def standing(self, payment: Payment) -> SafeString:
        """Return where it stands."""
        return standing_of(payment.state)

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
    actions_detail: ClassVar[Any] = ("paid_out",)
    permission_to_act = "payments.change_refund"

    @action(
        description="Paid out",
        url_path="payout",
        permissions=["act"],
        icon="savings",
        dialog=_PAID_OUT,
    )
    def paid_out(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Note that people paid it out."""
        refund = self.get_object(request, object_id)
        act(self, request, refund, lambda: note_payout(refund.pk, now=now()), "It was paid out.")
        return back_to(request, Refund, object_id)

    @admin.display(description="state")
    def standing(self, refund: Refund) -> SafeString:
        """Return where it stands."""
        return standing_of(refund.state)

    @admin.display(description="amount")
    def given_back(self, refund: Refund) -> SafeString:
        """Return the amount."""
        return amount(refund.amount_minor, refund.currency)
