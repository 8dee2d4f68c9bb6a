"""Goods that not everybody may have: what the queue's pages do before they are handed over."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from serai.fulfilment.admin.pickup_actions import PickupActions
from serai.fulfilment.domain.age_check import AgeCheckOutcome, CheckedAt, IdentityDocument
from serai.fulfilment.models import AgeCheckRow, Group
from serai.fulfilment.usecases.groups.check_age import CheckAge, check_age
from serai.kernel.clock import now
from serai.plumbing.back_office import ReadOnlyRows, act, back_to, question
from serai.plumbing.back_office.worded import worded


class AgeCheckForm(BaseDialogForm):
    """What was seen."""

    outcome = forms.ChoiceField(
        choices=[
            (AgeCheckOutcome.PASSED.value, "Old enough"),
            (AgeCheckOutcome.FAILED.value, "Too young, or nothing that shows it"),
        ],
        widget=UnfoldAdminSelectWidget,
    )
    document = forms.ChoiceField(
        choices=[(each.value, each.value.replace("_", " ")) for each in IdentityDocument],
        widget=UnfoldAdminSelectWidget,
        help_text="Its kind only: neither a copy nor its number is kept.",
    )
    where = forms.ChoiceField(
        choices=[(each.value, each.value) for each in CheckedAt],
        initial=CheckedAt.COUNTER.value,
        widget=UnfoldAdminSelectWidget,
    )
    note = forms.CharField(required=False, max_length=500, widget=UnfoldAdminTextInputWidget)

    def clean(self) -> dict[str, Any]:
        """Nobody is old enough without a document."""
        data: dict[str, Any] = super().clean()
        nothing = data.get("document") == IdentityDocument.NONE
        if nothing and data.get("outcome") == AgeCheckOutcome.PASSED:
            self.add_error("document", worded("Say which kind of document has shown the age."))
        return data


_CHECK = question(
    "Is whoever takes it old enough?",
    "If not, what asks for the age is called off and paid back.",
    submit="Record it",
    form=AgeCheckForm,
)


class AgeChecksOfGroup(ReadOnlyRows):
    """Who has checked, and what came of it."""

    model = AgeCheckRow
    verbose_name_plural = "age checks"
    fields = (
        "checked_at",
        "minimum_age",
        "outcome",
        "document",
        "checked_where",
        "checked_by",
        "note",
    )
    readonly_fields = fields
    ordering = ("checked_at",)


class AgeActions(PickupActions):
    """The button of a group that asks for an age."""

    @action(description="Check age", permissions=["act"], icon="badge", dialog=_CHECK)
    def age(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Record what was seen."""
        group, told = self.get_object(request, object_id), form.cleaned_data
        command = CheckAge(
            group.pk,
            AgeCheckOutcome(told["outcome"]),
            IdentityDocument(told["document"]),
            CheckedAt(told["where"]),
            request.user.get_username(),
            told["note"],
        )
        done = worded("Age check: {outcome}", outcome=told["outcome"])
        act(self, request, group, lambda: check_age(command, now=now()), done)
        return back_to(request, Group, object_id)
