"""Orders that wait for somebody to look at them, and the rules that make them wait."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminSelectWidget

from serai.kernel.clock import now
from serai.kernel.conditions import Fields, Group, Moment
from serai.ordering.domain.review.hold_state import HoldState, RuleMode
from serai.ordering.models import Hold, HoldRule
from serai.ordering.queries.review.hold_rules import fields_of_shop
from serai.ordering.queries.review.tried_rule import count_held
from serai.ordering.usecases.review.decide_holds import (
    DecideHolds,
    reject_order,
    release_order,
)
from serai.ordering.usecases.review.write_hold_rule import (
    WriteHoldRule,
    delete_hold_rule,
    write_hold_rule,
)
from serai.plumbing.back_office import (
    Matches,
    ReadOnlyAdmin,
    RuleBookAdmin,
    RuleBookForm,
    act,
    amount,
    as_text,
    back_to,
    chip,
    link,
    question,
)
from serai.plumbing.back_office.worded import worded

RELEASE = question(
    "Let the goods go?",
    "Every hold of the review ends, and the order goes on where it stopped.",
    submit="Release",
)
REJECT = question(
    "Call the order off?",
    "Its goods are back in stock at once and its money goes back. This cannot be undone.",
    submit="Reject",
)
_TONES = {
    HoldState.SHADOW: "plain",
    HoldState.OPEN: "waiting",
    HoldState.RELEASED: "good",
    HoldState.REJECTED: "bad",
    HoldState.ENDED: "plain",
}
_MODES = {RuleMode.OFF: "plain", RuleMode.SHADOW: "waiting", RuleMode.ON: "good"}


@admin.register(Hold)
class HoldAdmin(ReadOnlyAdmin):
    """Holds, newest first; the filter "open" is the queue."""

    list_display: ClassVar[Any] = ("opened_at", "standing", "order_link", "total", "name", "why")
    list_filter: ClassVar[Any] = ("state",)
    list_select_related: ClassVar[Any] = ("order",)
    search_exactly = ("order__number",)
    search_help_text = "The number of an order"
    ordering: ClassVar[Any] = ("-id",)
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("standing", "order_link", "total", "name", "why", "found")}),
        ("Decided", {"fields": ("decided_at", "decided_by", "note")}),
        ("Origin", {"fields": ("kind", "rule_link", "rule_version", "opened_at", "opened_by")}),
    )
    readonly_fields: ClassVar[Any] = tuple(
        name for _, fieldset in fieldsets for name in fieldset["fields"]
    )
    actions_detail: ClassVar[Any] = ("release", "reject")
    permission_to_act = "ordering.change_hold"

    @action(description="Release", permissions=["act"], icon="lock_open", dialog=RELEASE)
    def release(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Let the goods of the order go."""
        hold = self.get_object(request, object_id)
        command = _decision(request, hold.order_id, form)
        done = worded("Released: {reason}", reason=command.reason)
        act(self, request, hold, lambda: release_order(command, now=now()), done)
        return back_to(request, Hold, object_id)

    @action(description="Reject", permissions=["act"], icon="block", dialog=REJECT)
    def reject(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Call the order off."""
        hold = self.get_object(request, object_id)
        command = _decision(request, hold.order_id, form)
        done = worded("Rejected: {reason}", reason=command.reason)
        act(self, request, hold, lambda: reject_order(command, now=now()), done)
        return back_to(request, Hold, object_id)

    @admin.display(description="state")
    def standing(self, hold: Hold) -> SafeString:
        """Return where the hold stands."""
        return chip(hold.state, _TONES[HoldState(hold.state)])

    @admin.display(description="order")
    def order_link(self, hold: Hold) -> SafeString:
        """Return the order's page."""
        return link("ordering.order", hold.order_id, hold.order.number)

    @admin.display(description="total")
    def total(self, hold: Hold) -> SafeString:
        """Return what the order costs."""
        return amount(hold.order.total_minor, hold.order.currency)

    @admin.display(description="what was found")
    def found(self, hold: Hold) -> SafeString | str:
        """Return what the rule found in the order."""
        lines = [f"{each['field']}: {each['found']}" for each in hold.reasons]
        return as_text("\n".join(lines)) if lines else "—"

    @admin.display(description="rule")
    def rule_link(self, hold: Hold) -> SafeString | str:
        """Return the rule's page, as long as there is one."""
        if hold.rule_id is None:
            return worded("set by hand")
        if not HoldRule.objects.filter(pk=hold.rule_id).exists():
            return worded("{name} (deleted)", name=hold.name)
        return link("ordering.holdrule", hold.rule_id, hold.name)


class HoldRuleForm(RuleBookForm):
    """A rule as it is written."""

    mode = forms.ChoiceField(
        choices=[
            (RuleMode.SHADOW.value, "Try it: note what it would hold"),
            (RuleMode.ON.value, "On: hold these orders"),
            (RuleMode.OFF.value, "Off"),
        ],
        widget=UnfoldAdminSelectWidget,
        help_text="Counted below: orders of the past week, the latest 500 at most.",
    )
    field_order = ("name", "mode", "version", "conditions")


@admin.register(HoldRule)
class HoldRuleAdmin(RuleBookAdmin):
    """Which orders are looked at before their goods leave."""

    rule_form = HoldRuleForm
    form_fields = ("mode",)
    list_display: ClassVar[Any] = ("name", "standing", "says", "updated_at")
    search_exactly = ("id",)
    search_help_text = "An id"
    ordering: ClassVar[Any] = ("id",)
    fields: ClassVar[Any] = ("id", "name", "standing", "says", "rules", "version", "updated_at")
    readonly_fields: ClassVar[Any] = fields
    permission_to_act = "ordering.change_holdrule"

    def rule_fields(self) -> Fields:
        """Return what rules may ask of orders."""
        return fields_of_shop()

    def count_matches(
        self, tree: Group, fields: Fields, at: Moment, given: Mapping[str, Any]
    ) -> Matches:
        """Return how many of the past week's orders the rule would have held."""
        return Matches(count_held(tree, fields, now=at.now))

    def keep(self, row_id: UUID | None, given: dict[str, Any], conditions: Any) -> UUID:
        """Write the rule."""
        mode = RuleMode(given.pop("mode"))
        command = WriteHoldRule(rule_id=row_id, conditions=conditions, mode=mode, **given)
        return write_hold_rule(command, now=now()).id

    def forget(self, row_id: UUID) -> None:
        """Delete the rule."""
        delete_hold_rule(row_id)

    @admin.display(description="mode")
    def standing(self, rule: HoldRule) -> SafeString:
        """Return whether the rule holds orders."""
        return chip(rule.mode, _MODES[RuleMode(rule.mode)])


def _decision(request: HttpRequest, order_id: UUID, form: BaseDialogForm) -> DecideHolds:
    return DecideHolds(order_id, form.cleaned_data["reason"], request.user.get_username())
