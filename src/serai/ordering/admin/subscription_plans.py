"""What may be subscribed, in the back office."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.ordering.models import SubscriptionPlan
from serai.ordering.usecases.subscriptions.write_plan import WritePlan, write_plan
from serai.plumbing.back_office import ReadOnlyAdmin, as_text, back_to, chip, question, to_list
from serai.plumbing.back_office.worded import why_not, worded


class PlanForm(BaseDialogForm):
    """A plan as it is written; lists are separated by spaces, commas or lines."""

    channel_code = forms.CharField(
        label="channel", max_length=64, widget=UnfoldAdminTextInputWidget
    )
    code = forms.SlugField(max_length=64, widget=UnfoldAdminTextInputWidget)
    name = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)
    intervals = forms.CharField(
        max_length=200,
        widget=UnfoldAdminTextInputWidget,
        help_text="Days, weeks, months: 10d 2w 1m.",
    )
    skus = forms.CharField(
        label="articles (SKU)",
        required=False,
        max_length=100_000,
        widget=UnfoldAdminTextareaWidget,
        help_text="Empty: every article.",
    )
    notice_days = forms.IntegerField(
        min_value=1,
        max_value=30,
        initial=3,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="How many days ahead an order is announced with its price.",
    )
    is_offered = forms.BooleanField(
        label="offered", required=False, initial=True, widget=UnfoldBooleanSwitchWidget
    )

    def command(self) -> WritePlan:
        """Return the plan as it was typed."""
        said = {name: self.cleaned_data[name] for name in self.base_fields if name[0] != "_"}
        lists = {
            name: tuple(said[name].replace(",", " ").split()) for name in ("intervals", "skus")
        }
        return WritePlan(**said | lists)


class ChangePlanForm(PlanForm):
    """A plan that is there: its channel and its code stay."""

    def __init__(
        self, request: HttpRequest, object_id: Any = None, *args: Any, **kwargs: Any
    ) -> None:
        """Show the plan as it is."""
        plan = SubscriptionPlan.objects.get(pk=object_id)
        same = ("channel_code", "code", "name", "notice_days", "is_offered")
        lists = {"intervals": " ".join(plan.intervals), "skus": "\n".join(plan.skus)}
        kwargs["initial"] = {name: getattr(plan, name) for name in same} | lists
        super().__init__(request, object_id, *args, **kwargs)
        self.fields["channel_code"].disabled = self.fields["code"].disabled = True


_NEW_PLAN = question("Write a plan", "", submit="Write", form=PlanForm)
_CHANGE_PLAN = question(
    "Change the plan?",
    "Subscriptions that are there keep what they have until they are changed.",
    submit="Change it",
    form=ChangePlanForm,
)


@admin.register(SubscriptionPlan)
class SubscriptionPlanAdmin(ReadOnlyAdmin):
    """What may be subscribed, channel by channel."""

    list_display: ClassVar[Any] = ("channel_code", "code", "name", "how_often", "offered")
    search_exactly = ("channel_code",)
    search_help_text = "A channel's code"
    ordering: ClassVar[Any] = ("channel_code", "code")
    fields: ClassVar[Any] = (*list_display, "articles", "notice_days", "version", "updated_at")
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("write_new",)
    actions_detail: ClassVar[Any] = ("write_again",)
    permission_to_act = "ordering.change_subscriptionplan"

    @action(description="Write a new one", permissions=["act"], icon="add", dialog=_NEW_PLAN)
    def write_new(self, request: HttpRequest, form: PlanForm) -> HttpResponse:
        """Keep a new plan."""
        return self._written(request, form)

    @action(description="Change", permissions=["act"], icon="edit", dialog=_CHANGE_PLAN)
    def write_again(self, request: HttpRequest, form: PlanForm, object_id: str) -> HttpResponse:
        """Keep what a plan has become."""
        return self._written(request, form)

    @admin.display(description="how often")
    def how_often(self, plan: SubscriptionPlan) -> str:
        """Return the intervals."""
        return ", ".join(plan.intervals)

    @admin.display(description="offered")
    def offered(self, plan: SubscriptionPlan) -> SafeString:
        """Return whether it can be subscribed now."""
        return chip("offered", "good") if plan.is_offered else chip("not offered")

    @admin.display(description="articles")
    def articles(self, plan: SubscriptionPlan) -> SafeString:
        """Return the SKUs."""
        return as_text("\n".join(plan.skus) or worded("every article"))

    def _written(self, request: HttpRequest, form: PlanForm) -> HttpResponse:
        try:
            kept = write_plan(form.command(), now=now())
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
            return to_list(request, SubscriptionPlan)
        self.log_change(request, SubscriptionPlan.objects.get(pk=kept.id), "Written.")
        messages.success(request, worded("Written."))
        return back_to(request, SubscriptionPlan, kept.id)
