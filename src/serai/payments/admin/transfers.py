"""What came in at the bank, in the back office: whose money it is."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminTextInputWidget

from serai.kernel.clock import now
from serai.kernel.money import Money
from serai.payments.models import BankLine
from serai.payments.usecases.give_back_bank_line import GiveBackBankLine, give_back_bank_line
from serai.payments.usecases.take_in_bank_lines import match_bank_line
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    act,
    amount,
    back_to,
    chip,
    instant,
    link,
    question,
)
from serai.plumbing.back_office.worded import worded


class MatchForm(BaseDialogForm):
    """Whose money it is."""

    payment = forms.UUIDField(
        widget=UnfoldAdminTextInputWidget, help_text="The id of the payment that waits for it."
    )


class Whose(admin.SimpleListFilter):
    """Whose lines are."""

    title = "whose"
    parameter_name = "whose"
    column = "finding"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the kinds."""
        return [("nobody", worded("nobody's yet")), ("odd", worded("somebody's, but not as asked"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the lines of a kind."""
        if self.value() == "nobody":
            return _puzzling(queryset).filter(payment__isnull=True)
        if self.value() == "odd":
            return _puzzling(queryset).filter(payment__isnull=False)
        return queryset


def _puzzling(lines: QuerySet[Any]) -> QuerySet[Any]:
    return lines.filter(given_back_at__isnull=True).exclude(finding="")


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
        "went_back",
    )
    list_filter: ClassVar[Any] = (Whose,)
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("match", "give_back")
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
            worded("Matched to the payment {payment_id}.", payment_id=payment_id),
        )
        return back_to(request, BankLine, object_id)

    @action(
        description="Give back",
        permissions=["act"],
        icon="undo",
        url_path="give-back",
        dialog=question(
            "Was it sent back?",
            "What has paid for nothing: all of it, or what is too much. Make the transfer at the bank.",
            submit="It was",
        ),
    )
    def give_back(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Note that it went back to the payer."""
        line, reason = self.get_object(request, object_id), form.cleaned_data["reason"]
        command = GiveBackBankLine(line.pk, reason)
        act(
            self,
            request,
            line,
            lambda: give_back_bank_line(command, now=now()),
            worded("Given back: {reason}", reason=reason),
        )
        return back_to(request, BankLine, object_id)

    @admin.display(description="given back")
    def went_back(self, line: BankLine) -> str:
        """Return how much went back, when and why."""
        if line.given_back_at is None:
            return ""
        money = Money(line.given_back_minor or 0, line.currency)
        return f"{money} · {instant(line.given_back_at)} · {line.given_back_note}"

    @admin.display(description="amount")
    def worth(self, line: BankLine) -> SafeString:
        """Return the amount."""
        return amount(line.amount_minor, line.currency)

    @admin.display(description="state")
    def standing(self, line: BankLine) -> SafeString:
        """Return whether it is somebody's, and what is odd about it."""
        if line.given_back_at is not None:
            return chip("given back", "plain")
        if line.finding:
            return chip(line.finding.replace("_", " "), "waiting" if line.payment_id else "bad")
        return chip("matched", "good")

    @admin.display(description="payment")
    def its_payment(self, line: BankLine) -> SafeString | str:
        """Return the payment that it was found to be."""
        return (
            link("payments.payment", line.payment_id, worded("the payment"))
            if line.payment_id
            else ""
        )
