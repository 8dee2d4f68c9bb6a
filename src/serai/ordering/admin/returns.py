"""Goods that come back, in the back office: the queue, their inspection, and the rules."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_noop
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from serai.catalog import public as catalog
from serai.inventory import public as inventory
from serai.kernel.clock import now
from serai.ordering.domain.returns.return_state import ReturnState
from serai.ordering.domain.returns.rules import Rule
from serai.ordering.models import OrderReturn, OrderReturnLine, ReturnRule
from serai.ordering.queries.returns.return_view import return_of_id
from serai.ordering.usecases.returns.decide_return import (
    approve_return,
    cancel_return,
    refuse_return,
)
from serai.ordering.usecases.returns.receive_return import (
    InspectedUnits,
    ReceiveReturn,
    receive_return,
)
from serai.ordering.usecases.returns.set_return_rules import (
    remove_return_rule,
    write_return_rule,
)
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    ReadOnlyRows,
    act,
    act_on_each,
    amount,
    back_to,
    chip,
    link,
    question,
)
from serai.plumbing.back_office.form_fields import money_field, read_money
from serai.plumbing.back_office.worded import worded

_KINDS = {
    "restocked": gettext_noop("back in stock"),
    "written_off": gettext_noop("written off"),
    "refused": gettext_noop("refused"),
}


class ReceiptForm(BaseDialogForm):
    """What came of each line, and where it is now."""

    location = forms.TypedChoiceField(widget=UnfoldAdminSelectWidget)
    condition = forms.CharField(required=False, max_length=1000, widget=UnfoldAdminTextInputWidget)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = return_of_id(self.object_id)
        places = {str(each.id): each.name for each in inventory.locations()}
        where = self.fields["location"]
        assert isinstance(where, forms.TypedChoiceField)
        where.choices = list(places.items())
        where.initial = str(seen.location_id) if seen.location_id else None
        self.positions = [line.position for line in seen.lines]
        for line in seen.lines:
            for kind, words in _KINDS.items():
                self.fields[f"{kind}_{line.position}"] = forms.IntegerField(
                    label=f"{line.name}: {worded(words)}",
                    min_value=0,
                    max_value=line.quantity,
                    initial=line.quantity if kind == "restocked" else 0,
                    widget=UnfoldAdminIntegerFieldWidget,
                )

    @property
    def inspected(self) -> list[InspectedUnits]:
        """Return what was found, line by line."""
        said = self.cleaned_data
        return [
            InspectedUnits(
                position,
                restocked=said[f"restocked_{position}"],
                written_off=said[f"written_off_{position}"],
                refused=said[f"refused_{position}"],
                condition=said["condition"],
            )
            for position in self.positions
        ]


_APPROVE = question(
    "May the goods come back?",
    "The shopper reads how to send them.",
    submit="They may",
    form=BaseDialogForm,
)
_REFUSE = question(
    "Refuse to take the goods back?",
    "The shopper reads why.",
    submit="Refuse",
)
_CANCEL = question(
    "Call the return off?",
    "Its goods are not here. What was held for an exchange is free again.",
    submit="Call it off",
)
_RECEIVE = question(
    "What came back?",
    "Good units are in stock at once; what was accepted is paid back, or the other goods go out.",
    submit="Take it in",
    form=ReceiptForm,
)
_TONES = {
    ReturnState.REQUESTED: "waiting",
    ReturnState.APPROVED: "waiting",
    ReturnState.RECEIVED: "waiting",
    ReturnState.SETTLED: "good",
    ReturnState.REFUSED: "bad",
    ReturnState.CANCELLED: "plain",
}


class LinesOfReturn(ReadOnlyRows):
    """What comes back, and what became of it."""

    model = OrderReturnLine
    verbose_name_plural = "lines"
    fields = (
        "sku",
        "name",
        "quantity",
        "reason",
        "note",
        "restocked",
        "written_off",
        "refused",
        "condition",
    )
    readonly_fields = fields
    ordering = ("position",)


@admin.register(OrderReturn)
class OrderReturnAdmin(ReadOnlyAdmin):
    """Returns, newest first; the filter by state is the queue."""

    list_display: ClassVar[Any] = (
        "asked_at",
        "order_link",
        "standing",
        "way",
        "label",
        "expires_at",
    )
    list_filter: ClassVar[Any] = ("state",)
    list_select_related: ClassVar[Any] = ("order",)
    search_exactly = ("label", "order__number", "id")
    search_help_text = "What is written on the parcel, the number of an order, or an id"
    ordering: ClassVar[Any] = ("-id",)
    fieldsets: ClassVar[Any] = (
        (
            None,
            {"fields": ("order_link", "number", "standing", "way", "label", "note", "decision")},
        ),
        ("In exchange", {"fields": ("wanted_text", "money")}),
        ("When", {"fields": ("asked_at", "decided_at", "expires_at", "received_at", "settled_at")}),
        ("Origin", {"fields": ("made_by", "id")}),
    )
    readonly_fields: ClassVar[Any] = tuple(
        name for _, fieldset in fieldsets for name in fieldset["fields"]
    )
    inlines: ClassVar[Any] = (LinesOfReturn,)
    actions_detail: ClassVar[Any] = ("receive", "approve", "refuse", "cancel")
    permission_to_act = "ordering.change_orderreturn"

    @action(
        description="Take it in", permissions=["act"], icon="assignment_return", dialog=_RECEIVE
    )
    def receive(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Take the goods in, unit by unit."""
        one = self.get_object(request, object_id)
        assert isinstance(form, ReceiptForm)
        command = ReceiveReturn(
            one.pk,
            form.cleaned_data["location"],
            form.inspected,
            request.user.get_username(),
        )
        act(self, request, one, lambda: receive_return(command, now=now()), "Taken in.")
        return back_to(request, OrderReturn, object_id)

    @action(description="Approve", permissions=["act"], icon="check", dialog=_APPROVE)
    def approve(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Let the goods come back."""
        one = self.get_object(request, object_id)
        act(self, request, one, lambda: approve_return(one.pk, now=now()), "Approved.")
        return back_to(request, OrderReturn, object_id)

    @action(description="Refuse", permissions=["act"], icon="block", dialog=_REFUSE)
    def refuse(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Refuse to take the goods back."""
        one, why = self.get_object(request, object_id), form.cleaned_data["reason"]
        done = worded("Refused: {why}", why=why)
        act(self, request, one, lambda: refuse_return(one.pk, reason=why, now=now()), done)
        return back_to(request, OrderReturn, object_id)

    @action(description="Call off", permissions=["act"], icon="cancel", dialog=_CANCEL)
    def cancel(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Call a return off whose goods are not here."""
        one, why = self.get_object(request, object_id), form.cleaned_data["reason"]
        done = worded("Called off: {why}", why=why)
        act(self, request, one, lambda: cancel_return(one.pk, reason=why, now=now()), done)
        return back_to(request, OrderReturn, object_id)

    @admin.display(description="state")
    def standing(self, one: OrderReturn) -> SafeString:
        """Return where the return stands."""
        return chip(one.state, _TONES[ReturnState(one.state)])

    @admin.display(description="order")
    def order_link(self, one: OrderReturn) -> SafeString:
        """Return the order's page."""
        return link("ordering.order", one.order_id, one.order.number)

    @admin.display(description="wanted")
    def wanted_text(self, one: OrderReturn) -> str:
        """Return what goes out in exchange."""
        wanted = [f"{each['quantity']} × {each['name']}" for each in one.wanted or []]
        return ", ".join(wanted) or worded("the money back")

    @admin.display(description="money")
    def money(self, one: OrderReturn) -> SafeString | str:
        """Return the document that tells the money."""
        seen = return_of_id(one.pk)
        if seen.change_id is None:
            return "—"
        return link("ordering.orderchange", seen.change_id, str(seen.due or seen.refund))


class RuleForm(BaseDialogForm):
    """A rule for a category, or for all others."""

    channel = forms.ChoiceField(widget=UnfoldAdminSelectWidget)
    category = forms.CharField(
        required=False,
        max_length=500,
        widget=UnfoldAdminTextInputWidget,
        help_text="Its path, such as food/tins; empty for everything that has no rule of its own.",
    )
    days = forms.IntegerField(
        min_value=0,
        max_value=3650,
        initial=30,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="After the goods left. 0: they cannot come back.",
    )
    fee = forms.DecimalField(
        label="fee in percent",
        min_value=0,
        max_value=100,
        decimal_places=2,
        initial=0,
        widget=UnfoldAdminDecimalFieldWidget,
        help_text="Kept when a mind was changed; never for what is our own fault.",
    )
    keep_below = money_field(
        "keep below", tells="In the channel's money: what is worth less need not come back."
    )
    at_once = forms.BooleanField(
        label="approve at once",
        required=False,
        initial=True,
        widget=UnfoldBooleanSwitchWidget,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channel = self.fields["channel"]
        assert isinstance(channel, forms.ChoiceField)
        channel.choices = [
            (each.code, f"{each.name or each.code} ({each.currency})")
            for each in catalog.channels()
        ]
        self.fields["keep_below"].initial = 0

    def clean(self) -> dict[str, Any]:
        """Read the amount in the channel's money."""
        data: dict[str, Any] = super().clean()
        if "channel" in data:
            read_money(self, ["keep_below"], catalog.channel(data["channel"]).currency)
        return data

    @property
    def rule(self) -> Rule:
        """Return the rule as it was written."""
        said = self.cleaned_data
        return Rule(
            said["category"].strip("/ "),
            said["days"],
            int(said["fee"] * 100),
            said["keep_below"].minor,
            is_approved_at_once=said["at_once"],
        )


@admin.register(ReturnRule)
class ReturnRuleAdmin(ReadOnlyAdmin):
    """For how long goods may come back to a channel, by category; without rules: thirty days."""

    list_display: ClassVar[Any] = (
        "channel_code",
        "category_or_all",
        "days",
        "fee",
        "keep_below",
        "is_approved_at_once",
    )
    search_exactly = ("channel_code",)
    search_help_text = "A channel's code"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = list_display
    readonly_fields: ClassVar[Any] = fields
    actions: ClassVar[Any] = ("remove_selected",)
    actions_list: ClassVar[Any] = ("write_rule",)
    permission_to_act = "ordering.change_returnrule"

    @action(
        description="Write a rule",
        permissions=["act"],
        icon="add",
        dialog=question(
            "How may goods come back?",
            "A category that has a rule gets this one instead.",
            submit="Keep",
            form=RuleForm,
        ),
    )
    def write_rule(self, request: HttpRequest, form: BaseDialogForm) -> HttpResponse:
        """Let a rule count for its category."""
        assert isinstance(form, RuleForm)
        write_return_rule(form.cleaned_data["channel"], form.rule)
        messages.success(request, worded("The rule counts from now on."))
        address = reverse("admin:ordering_returnrule_changelist")
        if "HX-Request" in request.headers:
            return HttpResponse(headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)

    @admin.action(description="Take away", permissions=["act"])
    def remove_selected(self, request: HttpRequest, queryset: Any) -> None:
        """Take the selected rules away."""
        act_on_each(
            self,
            request,
            queryset,
            lambda rule: remove_return_rule(rule.channel_code, rule.category),
            "no longer a rule",
        )

    @admin.display(description="category")
    def category_or_all(self, rule: ReturnRule) -> str:
        """Return the category, or that it counts for all others."""
        return rule.category or worded("everything else")

    @admin.display(description="fee")
    def fee(self, rule: ReturnRule) -> str:
        """Return the fee in percent."""
        return f"{Decimal(rule.fee_basis_points) / 100:f} %"

    @admin.display(description="keep below")
    def keep_below(self, rule: ReturnRule) -> SafeString:
        """Return below which worth goods need not come back."""
        return amount(rule.keep_below_minor, catalog.channel(rule.channel_code).currency)
