"""Subscriptions in the back office."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm

from serai.kernel.clock import now
from serai.ordering.domain.subscriptions.states import PeriodState, SubscriptionState
from serai.ordering.models import Subscription, SubscriptionPeriod
from serai.ordering.usecases.subscriptions.move_subscription import (
    MoveSubscription,
    cancel_subscription,
    pause_subscription,
    resume_subscription,
    skip_next_order,
)
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    ReadOnlyRows,
    act,
    amount,
    as_lines,
    as_text,
    back_to,
    chip,
    link,
    question,
)
from serai.plumbing.back_office.worded import worded

_SKIP = question("Leave the next order out?", "The one after it stays on its day.", submit="Skip")
_PAUSE = question("Pause?", "Nothing is ordered until it is resumed.", submit="Pause")
_RESUME = question(
    "Resume?",
    "The next order is made as soon as it was announced.",
    submit="Resume",
    form=BaseDialogForm,
)
_CANCEL = question("End the subscription?", "Orders that were made stay.", submit="End it")
_TONES = {
    SubscriptionState.ACTIVE: "good",
    SubscriptionState.PAST_DUE: "bad",
    SubscriptionState.PAUSED: "waiting",
    SubscriptionState.CANCELLED: "plain",
}
_PERIOD_TONES = {
    PeriodState.OPEN: "waiting",
    PeriodState.ORDERING: "waiting",
    PeriodState.ORDERED: "good",
    PeriodState.SKIPPED: "plain",
    PeriodState.GIVEN_UP: "bad",
    PeriodState.DROPPED: "plain",
}


class PeriodsOfSubscription(ReadOnlyRows):
    """What was ordered, and what is to be."""

    model = SubscriptionPeriod
    verbose_name_plural = "orders"
    fields = ("number", "due_on", "standing", "told", "attempts", "reason", "order_link")
    readonly_fields = fields
    ordering = ("-number",)

    @admin.display(description="state")
    def standing(self, period: SubscriptionPeriod) -> SafeString:
        """Return where the period stands."""
        return chip(period.state, _PERIOD_TONES[PeriodState(period.state)])

    @admin.display(description="announced")
    def told(self, period: SubscriptionPeriod) -> SafeString | str:
        """Return what it will cost at most, once that was told."""
        if period.announced_minor is None:
            return "—"
        return amount(period.announced_minor, period.subscription.currency)

    @admin.display(description="order")
    def order_link(self, period: SubscriptionPeriod) -> SafeString | str:
        """Return the order's page."""
        if period.order_id is None:
            return "—"
        return link("ordering.order", period.order_id, worded("the order"))


@admin.register(Subscription)
class SubscriptionAdmin(ReadOnlyAdmin):
    """Subscriptions, newest first."""

    list_display: ClassVar[Any] = (
        "created_at",
        "standing",
        "customer_link",
        "what",
        "interval",
        "last_total",
        "channel_code",
    )
    list_filter: ClassVar[Any] = ("state",)
    search_exactly = ("id",)
    search_help_text = "An id"
    ordering: ClassVar[Any] = ("-id",)
    fieldsets: ClassVar[Any] = (
        (
            None,
            {"fields": ("standing", "reason", "customer_link", "what", "interval", "plan_name")},
        ),
        ("Where to, and how", {"fields": ("contact_text", "delivery_code", "card")}),
        ("Origin", {"fields": ("last_total", "channel_code", "locale", "created_at", "id")}),
    )
    readonly_fields: ClassVar[Any] = tuple(
        name for _, fieldset in fieldsets for name in fieldset["fields"]
    )
    inlines: ClassVar[Any] = (PeriodsOfSubscription,)
    actions_detail: ClassVar[Any] = ("skip", "pause", "resume", "end")
    permission_to_act = "ordering.change_subscription"

    @action(description="Skip", permissions=["act"], icon="skip_next", dialog=_SKIP)
    def skip(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Leave the next order out."""
        return self._moved(request, object_id, skip_next_order, form, worded("Skipped"))

    @action(description="Pause", permissions=["act"], icon="pause", dialog=_PAUSE)
    def pause(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Order nothing until it is resumed."""
        return self._moved(request, object_id, pause_subscription, form, worded("Paused"))

    @action(description="Resume", permissions=["act"], icon="play_arrow", dialog=_RESUME)
    def resume(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Order again."""
        return self._moved(request, object_id, resume_subscription, form, worded("Resumed"))

    @action(description="End", permissions=["act"], icon="cancel", dialog=_CANCEL)
    def end(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Order nothing any more."""
        return self._moved(request, object_id, cancel_subscription, form, worded("Ended"))

    @admin.display(description="state")
    def standing(self, row: Subscription) -> SafeString:
        """Return where the subscription stands."""
        return chip(row.state, _TONES[SubscriptionState(row.state)])

    @admin.display(description="customer")
    def customer_link(self, row: Subscription) -> SafeString:
        """Return the customer's page."""
        return link(
            "customers.customer", row.customer_id, row.contact["name"] or worded("nobody any more")
        )

    @admin.display(description="orders")
    def what(self, row: Subscription) -> SafeString:
        """Return what is ordered."""
        return as_text("\n".join(f"{line['quantity']} × {line['sku']}" for line in row.lines))

    @admin.display(description="plan")
    def plan_name(self, row: Subscription) -> SafeString:
        """Return the plan's page."""
        return link("ordering.subscriptionplan", row.plan_id, row.plan.name)

    @admin.display(description="contact")
    def contact_text(self, row: Subscription) -> SafeString:
        """Return the address."""
        return as_lines(row.contact)

    @admin.display(description="card")
    def card(self, row: Subscription) -> SafeString | str:
        """Return the kept card, if one was chosen."""
        if row.instrument_id is None:
            return worded("the default one on the day")
        return link("payments.instrument", row.instrument_id, worded("the card"))

    @admin.display(description="last order")
    def last_total(self, row: Subscription) -> SafeString | str:
        """Return what the last order cost."""
        last = row.last_total_minor
        return "—" if last is None else amount(last, row.currency)

    def _moved(
        self, request: HttpRequest, object_id: str, move: Any, form: BaseDialogForm, done: str
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        command = MoveSubscription(row.pk, reason=form.cleaned_data.get("reason", ""))
        act(self, request, row, lambda: move(command, now=now()), f"{done}. {command.reason}")
        return back_to(request, Subscription, object_id)
