"""What is proposed to order and to move, in the back office."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminTextInputWidget

from serai.inventory.admin.ahead import OfVariant, Standing
from serai.inventory.domain.proposal_state import ProposalKind, ProposalState
from serai.inventory.models import Proposal
from serai.inventory.queries.reason_words import reason_in_words
from serai.inventory.usecases.demand.decide_proposal import DecideProposal, decide_proposal
from serai.kernel.clock import now
from serai.plumbing.back_office import act, act_on_each, as_text, back_to, chip, question
from serai.plumbing.back_office.worded import worded

_TONES = {
    ProposalState.OPEN: "waiting",
    ProposalState.ACCEPTED: "good",
    ProposalState.REJECTED: "bad",
    ProposalState.REPLACED: "plain",
}
_KINDS = {
    ProposalKind.ORDER: (gettext_noop("order"), "plain"),
    ProposalKind.MOVE: (gettext_noop("move"), "waiting"),
}


class OtherUnitsForm(BaseDialogForm):
    """How many units instead, and why."""

    units = forms.IntegerField(
        min_value=1, max_value=1_000_000, widget=UnfoldAdminIntegerFieldWidget
    )
    reason = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)


class Undecided(Standing):
    """What nobody has decided about, or everything."""

    first = "Open"
    column: ClassVar[str] = "state"
    counts: ClassVar[dict[str, Any]] = {"state": ProposalState.OPEN.value}


@admin.register(Proposal)
class ProposalAdmin(OfVariant):
    """What locations should order or get, and why; what saves most sales comes first."""

    list_display: ClassVar[Any] = (
        "sku",
        "article",
        "location",
        "what",
        "source",
        "units",
        "position",
        "up_to",
        "expected",
        "saves",
        "last_on",
        "standing",
    )
    list_select_related: ClassVar[Any] = ("variant__product", "location", "source")
    list_filter: ClassVar[Any] = (Undecided,)
    search_exactly = ("variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("-gain", "-id")
    fields: ClassVar[Any] = (
        "sku",
        "article",
        "location",
        "what",
        "units",
        "why",
        "position",
        "up_to",
        "expected",
        "saves",
        "source",
        "supplier",
        "first_on",
        "last_on",
        "forecast",
        "standing",
        "decided_units",
        "automatic",
        "decided_by",
        "decided_at",
        "note",
        "model_version",
        "made_at",
    )
    readonly_fields: ClassVar[Any] = fields
    actions: ClassVar[Any] = ("accept_each", "reject_each")
    actions_detail: ClassVar[Any] = ("accept", "adjust", "reject")
    permission_to_act = "inventory.change_balance"

    @admin.action(description="Accept as proposed", permissions=["act"])
    def accept_each(self, request: HttpRequest, chosen: Any) -> None:
        """Accept what was chosen in the list."""
        self._decide_each(request, chosen, accept=True)

    @admin.action(description="Reject", permissions=["act"])
    def reject_each(self, request: HttpRequest, chosen: Any) -> None:
        """Reject what was chosen in the list."""
        self._decide_each(request, chosen, accept=False)

    def _decide_each(self, request: HttpRequest, chosen: Any, *, accept: bool) -> None:
        act_on_each(
            self,
            request,
            chosen,
            lambda each: decide_proposal(_decision(request, each, accept=accept), now=now()),
            "accepted" if accept else "rejected",
        )

    @action(
        description="Accept",
        permissions=["act"],
        icon="check",
        url_path="accept",
        dialog=question(
            "Accept the proposal?",
            "An order becomes a delivery that is expected; a move goes on the next transfer of the two locations.",
            submit="Accept",
        ),
    )
    def accept(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Accept as many units as are proposed."""
        return self._decide(request, object_id, form, accept=True)

    @action(
        description="Accept other units",
        permissions=["act"],
        icon="edit",
        url_path="adjust",
        dialog=question(
            "Accept with other units?",
            "The proposal keeps what was worked out beside what you decide.",
            submit="Accept",
            form=OtherUnitsForm,
        ),
    )
    def adjust(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Accept with other units."""
        return self._decide(request, object_id, form, accept=True)

    @action(
        description="Reject",
        permissions=["act"],
        icon="close",
        url_path="reject",
        dialog=question(
            "Reject the proposal?", "Nothing is ordered or moved; why is kept.", submit="Reject"
        ),
    )
    def reject(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Reject it."""
        return self._decide(request, object_id, form, accept=False)

    def _decide(
        self, request: HttpRequest, object_id: str, form: BaseDialogForm, *, accept: bool
    ) -> HttpResponse:
        proposal = self.get_object(request, object_id)
        command = _decision(
            request,
            proposal,
            accept=accept,
            units=form.cleaned_data.get("units"),
            note=form.cleaned_data["reason"],
        )
        done = worded("Accepted.") if accept else worded("Rejected.")
        act(self, request, proposal, lambda: decide_proposal(command, now=now()), done)
        return back_to(request, Proposal, object_id)

    @admin.display(description="kind")
    def what(self, row: Proposal) -> SafeString:
        """Return whether it is an order or a move."""
        return chip(*_KINDS[ProposalKind(row.kind)])

    @admin.display(description="saves, units")
    def saves(self, row: Proposal) -> str:
        """Return the sales that are expected to be saved."""
        return f"{row.gain:,.1f}"

    @admin.display(description="state")
    def standing(self, row: Proposal) -> SafeString:
        """Return where it stands."""
        return chip(row.state, _TONES[ProposalState(row.state)])

    @admin.display(description="why so many")
    def why(self, row: Proposal) -> SafeString:
        """Return the three strongest reasons."""
        return as_text("\n".join(reason_in_words(each) for each in row.reasons))

    @admin.display(description="forecast")
    def forecast(self, row: Proposal) -> SafeString:
        """Return the way to the article's forecast."""
        address = reverse("admin:demand_forecast")
        return format_html(
            '<a class="text-primary-600 underline" href="{}?sku={}">What will be sold</a>',
            address,
            row.variant.sku,
        )


def _decision(
    request: HttpRequest,
    proposal: Proposal,
    *,
    accept: bool,
    units: int | None = None,
    note: str = "",
) -> DecideProposal:
    return DecideProposal(proposal.pk, accept, str(request.user), units, note)
