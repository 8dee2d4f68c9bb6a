"""Disputes in the back office: what banks take back, and what we say to it."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminTextareaWidget

from serai.kernel.clock import now
from serai.payments.admin.payments import standing_of
from serai.payments.models import Dispute
from serai.payments.usecases.answer_dispute import AnswerDispute, answer_dispute
from serai.plumbing.back_office import ReadOnlyAdmin, act, amount, back_to, link, question
from serai.plumbing.back_office.worded import worded


class EvidenceForm(BaseDialogForm):
    """What speaks for us."""

    evidence = forms.CharField(
        max_length=20_000,
        widget=UnfoldAdminTextareaWidget,
        help_text="Such as the signed delivery note and its tracking number.",
    )


_CONTEST = question(
    "Contest the dispute?",
    "The bank takes one answer. It decides in some weeks.",
    submit="Send the evidence",
    form=EvidenceForm,
)
_ACCEPT = question(
    "Accept the dispute?",
    "The amount stays with the shopper. This cannot be undone.",
    submit="Accept it",
    form=BaseDialogForm,
)


@admin.register(Dispute)
class DisputeAdmin(ReadOnlyAdmin):
    """What shoppers' banks have taken back, newest first."""

    list_display: ClassVar[Any] = ("opened_at", "standing", "about", "why", "due_at")
    list_filter: ClassVar[Any] = ("state",)
    search_exactly = ("id", "payment_id")
    search_help_text = "The id of a dispute or of its payment"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "id",
        "its_payment",
        "standing",
        "about",
        "why",
        "due_at",
        "evidence",
        "opened_at",
        "answered_at",
        "closed_at",
        "processor_reference",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("contest", "accept")
    permission_to_act = "payments.change_dispute"

    @action(description="Contest", permissions=["act"], icon="gavel", dialog=_CONTEST)
    def contest(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Send evidence to the bank."""
        dispute = self.get_object(request, object_id)
        command = AnswerDispute(dispute.pk, form.cleaned_data["evidence"])
        act(self, request, dispute, lambda: answer_dispute(command, now=now()), "It is being sent.")
        return back_to(request, Dispute, object_id)

    @action(description="Accept", permissions=["act"], icon="thumb_down", dialog=_ACCEPT)
    def accept(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Leave the amount with the shopper."""
        dispute = self.get_object(request, object_id)
        command = AnswerDispute(dispute.pk)
        act(self, request, dispute, lambda: answer_dispute(command, now=now()), "Accepted.")
        return back_to(request, Dispute, object_id)

    @admin.display(description="state")
    def standing(self, dispute: Dispute) -> SafeString:
        """Return where it stands."""
        return standing_of(dispute.state)

    @admin.display(description="amount")
    def about(self, dispute: Dispute) -> SafeString:
        """Return what the bank took back."""
        return amount(dispute.amount_minor, dispute.currency)

    @admin.display(description="reason")
    def why(self, dispute: Dispute) -> str:
        """Return what the bank says."""
        return str(dispute.reason).replace("_", " ")

    @admin.display(description="payment")
    def its_payment(self, dispute: Dispute) -> SafeString:
        """Return the payment's page."""
        return link("payments.payment", dispute.payment_id, worded("the payment"))
