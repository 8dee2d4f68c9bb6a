"""Proposed prices in the back office: why, with what behind them, and the curve they stand on."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminTextInputWidget

from serai.kernel.clock import now
from serai.kernel.currencies import exponent_of
from serai.kernel.money import Money
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    ReasonForm,
    act,
    act_on_each,
    amount,
    back_to,
    chip,
    question,
    told_once,
)
from serai.plumbing.back_office.plots.line_plot import DrawnLine, line_plot
from serai.plumbing.back_office.worded import told, worded
from serai.pricing.admin.bound_name import bound_name
from serai.pricing.domain.proposals.propose_price import Bound, Inputs, Proposal
from serai.pricing.domain.proposals.reasons import reasons_of
from serai.pricing.domain.proposals.record import inputs_of, proposed_again
from serai.pricing.models import PriceProposal
from serai.pricing.usecases.proposals.decide_proposal import accept_proposal, reject_proposal

_TONES = {"open": "waiting", "accepted": "good", "rejected": "bad"}
_POINTS = 21


class OtherPriceForm(BaseDialogForm):
    """Another price than the proposed one."""

    price = forms.DecimalField(min_value=0, widget=UnfoldAdminTextInputWidget)
    note = forms.CharField(required=False, max_length=500, widget=UnfoldAdminTextInputWidget)


_ACCEPT = question(
    "Set the proposed price?", "It counts from now on.", submit="Accept", form=BaseDialogForm
)
_REJECT = question(
    "Leave the price as it is?",
    "The reason is kept with the proposal.",
    submit="Reject",
    form=ReasonForm,
)
_OTHER = question(
    "Which price?",
    "It counts from now on, in the proposal's place.",
    submit="Set the price",
    form=OtherPriceForm,
)


@admin.register(PriceProposal)
class PriceProposalAdmin(ReadOnlyAdmin):
    """Proposals, the latest first; what is accepted costs the new price at once."""

    list_display: ClassVar[Any] = (
        "article",
        "channel_id",
        "now_amount",
        "proposed_amount",
        "gain",
        "first_reason",
        "standing",
        "proposed_at",
    )
    list_filter: ClassVar[Any] = ("state", "automatic")
    list_select_related: ClassVar[Any] = ("variant",)
    search_exactly = ("variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "article",
        "channel_id",
        "standing",
        "now_amount",
        "proposed_amount",
        "gain",
        "reasons",
        "bounds",
        "curve",
        "versions",
        "proposed_at",
        "decided_at",
        "decided_by",
        "automatic",
        "note",
    )
    readonly_fields: ClassVar[Any] = fields
    actions: ClassVar[Any] = ("accept_selected",)
    actions_detail: ClassVar[Any] = ("accept", "set_other", "try_out", "reject")
    permission_to_act = "pricing.change_priceproposal"

    @admin.display(description="article")
    def article(self, row: PriceProposal) -> str:
        """Return the SKU."""
        return str(row.variant.sku)

    @admin.display(description="price now")
    def now_amount(self, row: PriceProposal) -> SafeString:
        """Return the price that it was worked out from."""
        return amount(row.now_minor, row.currency)

    @admin.display(description="proposed")
    def proposed_amount(self, row: PriceProposal) -> SafeString:
        """Return the proposed price."""
        return amount(row.proposed_minor, row.currency)

    @admin.display(description="margin a week")
    def gain(self, row: PriceProposal) -> SafeString:
        """Return what a week is expected to bring more."""
        return amount(row.gain_minor, row.currency)

    @admin.display(description="because")
    def first_reason(self, row: PriceProposal) -> str:
        """Return the strongest reason."""
        return told(reasons_of(inputs_of(row.record), _again(row))[0])

    @admin.display(description="state")
    def standing(self, row: PriceProposal) -> SafeString:
        """Return where it stands."""
        return chip(row.state, _TONES.get(row.state, "plain"))

    @admin.display(description="reasons")
    def reasons(self, row: PriceProposal) -> SafeString:
        """Return the strongest reasons in words."""
        said = reasons_of(inputs_of(row.record), _again(row))
        return format_html_join("", "<p>{}</p>", ((told(each),) for each in said))

    @admin.display(description="bounds")
    def bounds(self, row: PriceProposal) -> SafeString:
        """Return the bounds in money."""
        found = _again(row)
        lines = (
            (
                _bound_in_words(bound, row.currency),
                worded(", and it holds the price back") if bound.name in found.binding else "",
            )
            for bound in found.bounds
        )
        return format_html_join("", "<p>{}{}</p>", lines)

    @admin.display(description="demand")
    @told_once
    def curve(self, row: PriceProposal) -> SafeString:
        """Return what a week brings at prices around."""
        return demand_curve(inputs_of(row.record), row.currency)

    @admin.display(description="worked out by")
    def versions(self, row: PriceProposal) -> SafeString:
        """Return the versions of the model and of the terms."""
        return format_html(
            "<p>{}</p><p>{}</p><p>{}</p>",
            worded("model {version}", version=row.record["model_version"]),
            worded("terms {version}", version=row.record["terms_version"] or worded("as shipped")),
            worded("record {hash}", hash=row.record.get("hash", "")),
        )

    @admin.action(description="Accept", permissions=["act"])
    def accept_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Let the selected variants cost what was proposed."""
        by = request.user.get_username()
        act_on_each(
            self,
            request,
            queryset,
            lambda row: accept_proposal(row.pk, by=by, now=now()),
            "accepted",
        )

    @action(
        description="Accept", icon="check", permissions=["act"], url_path="accept", dialog=_ACCEPT
    )
    def accept(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Let the variant cost what was proposed."""
        row, by = self.get_object(request, object_id), request.user.get_username()
        act(
            self,
            request,
            row,
            lambda: accept_proposal(row.pk, by=by, now=now()),
            "The price is set.",
        )
        return back_to(request, PriceProposal, object_id)

    @action(
        description="Another price",
        icon="edit",
        permissions=["act"],
        url_path="another",
        dialog=_OTHER,
    )
    def set_other(self, request: HttpRequest, form: OtherPriceForm, object_id: str) -> HttpResponse:
        """Let the variant cost something else."""
        row, by = self.get_object(request, object_id), request.user.get_username()
        said = form.cleaned_data
        minor = int(said["price"].scaleb(exponent_of(row.currency)))
        act(
            self,
            request,
            row,
            lambda: accept_proposal(row.pk, by=by, now=now(), minor=minor, note=said["note"]),
            "The price is set.",
        )
        return back_to(request, PriceProposal, object_id)

    @action(description="Try out in stores", icon="science", permissions=["act"], url_path="try")
    def try_out(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Go to the form of a trial with this proposal."""
        return HttpResponseRedirect(
            f"{reverse('admin:pricing_pricetrial_start')}?proposals={object_id}"
        )

    @action(
        description="Reject", icon="close", permissions=["act"], url_path="reject", dialog=_REJECT
    )
    def reject(self, request: HttpRequest, form: ReasonForm, object_id: str) -> HttpResponse:
        """Leave the price as it is."""
        row, by = self.get_object(request, object_id), request.user.get_username()
        note = form.cleaned_data["reason"]
        act(
            self,
            request,
            row,
            lambda: reject_proposal(row.pk, by=by, note=note, now=now()),
            "The price stays.",
        )
        return back_to(request, PriceProposal, object_id)


def demand_curve(inputs: Inputs, currency: str) -> SafeString:
    """Return what a week brings in margin at prices from a quarter below the present one to a quarter above."""
    step = 0.5 / (_POINTS - 1)
    prices = [max(1, round(inputs.now_minor * (0.75 + step * place))) for place in range(_POINTS)]
    units = [inputs.demand.units_at(minor, inputs.now_minor) for minor in prices]
    scale = 10 ** exponent_of(currency)
    margin = [
        sold * (minor - float(inputs.cost_minor)) / scale
        for sold, minor in zip(units, prices, strict=True)
    ]
    return line_plot(
        [DrawnLine(worded("units"), units), DrawnLine(worded("margin"), margin)],
        [f"{minor / scale:.2f}" for minor in prices],
        key="demand",
        title=worded("Units and margin of a week by price, {currency}", currency=currency),
    )


def _again(row: PriceProposal) -> Proposal:
    return proposed_again(row.record)


def _bound_in_words(bound: Bound, currency: str) -> str:
    name, low = bound_name(bound.name), Money(bound.low, currency)
    if bound.high is None:
        return worded("{bound}: from {low}", bound=name, low=low)
    high = Money(bound.high, currency)
    return worded("{bound}: from {low} to {high}", bound=name, low=low, high=high)
