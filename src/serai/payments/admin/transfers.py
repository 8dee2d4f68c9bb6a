"""What came in at the bank, in the back office: whose money it is."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminTextInputWidget

from serai.kernel.clock import now
from serai.payments.models import BankAccount, BankLine
from serai.payments.usecases.take_in_bank_lines import match_bank_line
from serai.plumbing.back_office import ReadOnlyAdmin, act, amount, back_to, chip, link, question


class MatchForm(BaseDialogForm):
    """Whose money it is."""

    payment = forms.UUIDField(
        widget=UnfoldAdminTextInputWidget, help_text="The id of the payment that waits for it."
    )


@admin.register(BankLine)
class BankLineAdmin(ReadOnlyAdmin):
    """Credits of bank statements, the last taken in first."""

    list_display: ClassVar[Any] = ("booked_on", "worth", "standing", "payer", "text", "account")
    search_exactly = ("id", "payment_id")
    search_help_text = "The id of a line or of a payment"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id",
        "account",
        "line_ref",
        "booked_on",
        "worth",
        "standing",
        "its_payment",
        "payer",
        "text",
        "noted_at",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("match",)
    permission_to_act = "payments.change_bankline"

    @action(
        description="Match",
        permissions=["act"],
        icon="link",
        dialog=question(
            "Whose money is it?",
            "The payment is captured when its lines reach what it asks.",
            submit="Match it",
            form=MatchForm,
        ),
    )
    def match(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Let it be a payment's."""
        line, payment_id = self.get_object(request, object_id), form.cleaned_data["payment"]
        act(
            self,
            request,
            line,
            lambda: match_bank_line(line.pk, payment_id, now=now()),
            f"Matched to the payment {payment_id}.",
        )
        return back_to(request, BankLine, object_id)

    @admin.display(description="amount")
    def worth(self, line: BankLine) -> SafeString:
        """Return the amount."""
        return amount(line.amount_minor, line.currency)

    @admin.display(description="state")
    def standing(self, line: BankLine) -> SafeString:
        """Return whether it is somebody's, and what is odd about it."""
        if line.finding:
            return chip(line.finding.replace("_", " "), "waiting" if line.payment_id else "bad")
        return chip("matched", "good")

    @admin.display(description="payment")
    def its_payment(self, line: BankLine) -> SafeString | str:
        """Return the payment that it was found to be."""
        return link("payments.payment", line.payment_id, "the payment") if line.payment_id else ""


@admin.register(BankAccount)
class BankAccountAdmin(ReadOnlyAdmin):
    """Where the transfers of each channel go; the staff API sets it."""

    list_display: ClassVar[Any] = ("channel_code", "holder", "iban", "bic", "bank", "days_to_pay")
    list_display_links: ClassVar[Any] = None
    search_exactly = ("channel_code",)
    search_help_text = "A channel's code"
    ordering: ClassVar[Any] = ("channel_code",)
