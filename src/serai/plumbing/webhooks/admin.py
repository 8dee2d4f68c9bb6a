"""Webhooks in the back office: who is told, what is on its way, and the buttons that deliver again."""

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminTextInputWidget

from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    ReadOnlyRows,
    act,
    act_on_each,
    as_lines,
    as_text,
    back_to,
    chip,
    instant,
    link,
    question,
    to_list,
)
from serai.plumbing.back_office.worded import why_not, worded
from serai.plumbing.models import DeliveryState, WebhookAttempt, WebhookDelivery, WebhookEndpoint
from serai.plumbing.webhooks.change_endpoint import (
    ChangeEndpoint,
    change_endpoint,
    remove_endpoint,
    rotate_secret,
)
from serai.plumbing.webhooks.endpoints import secret_of
from serai.plumbing.webhooks.replay import (
    replay_delivery,
    replay_failed,
    replay_range,
    send_ping,
)
from serai.plumbing.webhooks.subscribe_endpoint import (
    SubscribeEndpoint,
    check_address,
    subscribe_endpoint,
)

_TONES = {
    DeliveryState.WAITING: "waiting",
    DeliveryState.DELIVERED: "good",
    DeliveryState.GIVEN_UP: "bad",
}


class SubscribeForm(BaseDialogForm):
    """Who wants to be told, and of what."""

    label = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)
    url = forms.CharField(
        max_length=1000, widget=UnfoldAdminTextInputWidget, help_text="https://…", label="Address"
    )
    event_types = forms.CharField(
        max_length=2000,
        initial="order.*",
        widget=UnfoldAdminTextInputWidget,
        help_text="Separated by spaces, such as order.placed payment.* — or * for all.",
    )
    channels = forms.CharField(
        max_length=1000,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="Codes separated by spaces; empty for all.",
    )


class HoursForm(BaseDialogForm):
    """How far back."""

    hours = forms.IntegerField(
        min_value=1, max_value=24 * 60, initial=24, widget=UnfoldAdminIntegerFieldWidget
    )


class SureForm(BaseDialogForm):
    """Nothing but a second thought."""


_PING = question(
    "Send a test ping?", "The program gets a message webhook.ping.", submit="Send", form=SureForm
)
_SWITCH = question(
    "Switch this webhook on, or off?",
    "Switched off, it is told nothing. Switched on again, what waits is tried at once.",
    submit="Switch",
    form=SureForm,
)
_AGAIN = question(
    "Deliver it once more?",
    "The program sees the id that it knows.",
    submit="Deliver again",
    form=SureForm,
)


@admin.register(WebhookEndpoint)
class WebhookEndpointAdmin(ReadOnlyAdmin):
    """Programs outside that are told of events."""

    list_display: ClassVar[Any] = (
        "label",
        "url",
        "types",
        "standing",
        "failures",
        "last_success_at",
    )
    ordering: ClassVar[Any] = ("-id",)
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("label", "url", "types", "channels", "created_at", "id")}),
        (
            "How it goes",
            {
                "fields": (
                    "standing",
                    "failures",
                    "failing_since",
                    "paused_until",
                    "last_success_at",
                )
            },
        ),
        ("Secrets", {"fields": ("previous_until",)}),
        ("Deliveries", {"fields": ("log",)}),
    )
    readonly_fields: ClassVar[Any] = tuple(
        name for _, fieldset in fieldsets for name in fieldset["fields"]
    )
    actions_list: ClassVar[Any] = ("subscribe",)
    actions_detail: ClassVar[Any] = (
        "ping",
        "replay_failures",
        "replay_everything",
        "rotate",
        "switch",
        "remove",
    )
    permission_to_act = "plumbing.change_webhookendpoint"

    @action(
        description="Subscribe",
        permissions=["act"],
        icon="add",
        dialog=question(
            "Tell a program",
            "It is told of what happens from now on. Its secret is shown once, on the next page.",
            submit="Subscribe",
            form=SubscribeForm,
        ),
    )
    def subscribe(self, request: HttpRequest, form: BaseDialogForm) -> HttpResponse:
        """Let a program be told."""
        given = form.cleaned_data
        command = SubscribeEndpoint(
            given["label"],
            given["url"].strip(),
            given["event_types"].replace(",", " ").split(),
            given["channels"].replace(",", " ").split(),
        )
        try:
            check_address(command.url)
            made = subscribe_endpoint(command, now=now())
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
            return to_list(request, WebhookEndpoint)
        row = WebhookEndpoint.objects.get(pk=made.id)
        self.log_change(request, row, "subscribed")
        _show_secret(request, made.id)
        return back_to(request, WebhookEndpoint, made.id)

    @action(description="Test ping", permissions=["act"], icon="send", dialog=_PING)
    def ping(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Send a test message."""
        row = self.get_object(request, object_id)
        done = worded("A test ping is on its way; its delivery is below.")
        act(self, request, row, lambda: send_ping(row.pk, now=now()), done)
        return back_to(request, WebhookEndpoint, object_id)

    @action(
        description="Replay failures",
        permissions=["act"],
        icon="replay",
        dialog=question(
            "Deliver again what failed?",
            "Everything that failed or waits since so many hours, under the ids that it had.",
            submit="Deliver again",
            form=HoursForm,
        ),
    )
    def replay_failures(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Deliver again what failed."""
        row, at = self.get_object(request, object_id), now()
        since = at - timedelta(hours=form.cleaned_data["hours"])
        done = worded("What failed since {since} is delivered again", since=instant(since))
        act(self, request, row, lambda: replay_failed(row.pk, since=since, now=at), done)
        return back_to(request, WebhookEndpoint, object_id)

    @action(
        description="Replay everything",
        permissions=["act"],
        icon="history",
        dialog=question(
            "Deliver everything again?",
            "Every event of the last hours, told before or not. The program sees the ids that it knows.",
            submit="Deliver everything",
            form=HoursForm,
        ),
    )
    def replay_everything(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Deliver again all that happened."""
        row, at = self.get_object(request, object_id), now()
        since = at - timedelta(hours=form.cleaned_data["hours"])
        done = worded("Everything since {since} is delivered again", since=instant(since))
        act(self, request, row, lambda: replay_range(row.pk, since=since, until=at, now=at), done)
        return back_to(request, WebhookEndpoint, object_id)

    @action(
        description="New secret",
        permissions=["act"],
        icon="key",
        dialog=question(
            "Make a new secret?",
            "The old one signs beside it for a day. The new one is shown once, on the next page.",
            submit="Make a new secret",
            form=SureForm,
        ),
    )
    def rotate(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Make a new secret."""
        row = self.get_object(request, object_id)
        done = worded("A new secret signs from now on.")
        if act(self, request, row, lambda: rotate_secret(row.pk, now=now()), done):
            _show_secret(request, row.pk)
        return back_to(request, WebhookEndpoint, object_id)

    @action(
        description="Switch on or off",
        permissions=["act"],
        icon="power_settings_new",
        dialog=_SWITCH,
    )
    def switch(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Switch the endpoint off, or on again."""
        row = self.get_object(request, object_id)
        command = ChangeEndpoint(row.pk, active=not row.active)
        done = (
            worded("Switched on; what waits is tried at once.")
            if command.active
            else worded("Switched off.")
        )
        act(self, request, row, lambda: change_endpoint(command), done)
        return back_to(request, WebhookEndpoint, object_id)

    @action(
        description="Remove",
        permissions=["act"],
        icon="delete",
        dialog=question(
            "Remove this webhook?",
            "The program is told nothing more, and the log of its deliveries is forgotten.",
            submit="Remove",
            form=SureForm,
        ),
    )
    def remove(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Stop telling a program."""
        row = self.get_object(request, object_id)
        act(self, request, row, lambda: remove_endpoint(row.pk), "Removed.")
        return to_list(request, WebhookEndpoint)

    @admin.display(description="event types")
    def types(self, row: WebhookEndpoint) -> str:
        """Return what it is told of."""
        return ", ".join(row.event_types)

    @admin.display(description="channels")
    def channels(self, row: WebhookEndpoint) -> str:
        """Return of which channels."""
        return ", ".join(row.channel_codes) or "all"

    @admin.display(description="state")
    def standing(self, row: WebhookEndpoint) -> SafeString:
        """Return how it goes."""
        if not row.active:
            return chip(row.inactive_because or "off", "bad")
        if row.paused_until:
            return chip("resting", "waiting")
        return chip("failing", "waiting") if row.failures else chip("works", "good")

    @admin.display(description="log")
    def log(self, row: WebhookEndpoint) -> SafeString:
        """Return the way to its deliveries, and the newest of them; one statement."""
        newest = WebhookDelivery.objects.filter(endpoint=row).order_by("-begun_at", "-pk")[:10]
        lines = [
            worded(
                "{begun_at}  {event_type}  {state}, {attempts} tries",
                begun_at=instant(one.begun_at),
                event_type=one.event_type,
                state=one.get_state_display(),
                attempts=one.attempts,
            )
            for one in newest
        ]
        return as_text("\n".join(lines) or worded("nothing yet"))


class AttemptsOfDelivery(ReadOnlyRows):
    """Every try."""

    model = WebhookAttempt
    verbose_name_plural = "tries"
    fields = ("tried_at", "status", "error", "milliseconds", "answered")
    readonly_fields = fields
    ordering = ("-tried_at",)

    @admin.display(description="answer")
    def answered(self, one: WebhookAttempt) -> SafeString:
        """Return the beginning of what was answered."""
        return as_text(one.answer)


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(ReadOnlyAdmin):
    """What is on its way, has arrived, or was given up; newest first."""

    list_display: ClassVar[Any] = (
        "begun_at",
        "event_type",
        "program",
        "standing",
        "attempts",
        "event_id",
    )
    list_filter: ClassVar[Any] = ("state",)
    list_select_related: ClassVar[Any] = ("endpoint",)
    search_exactly = ("event_id", "id")
    search_help_text = "The id of an event (webhook-id), or of a delivery"
    ordering: ClassVar[Any] = ("-begun_at", "-id")
    fields: ClassVar[Any] = (
        "event_type",
        "event",
        "program",
        "standing",
        "attempts",
        "when",
        "id",
    )
    readonly_fields: ClassVar[Any] = fields
    inlines: ClassVar[Any] = (AttemptsOfDelivery,)
    actions: ClassVar[Any] = ("replay_selected",)
    actions_detail: ClassVar[Any] = ("replay",)
    permission_to_act = "plumbing.change_webhookdelivery"

    @admin.action(description="Deliver again", permissions=["act"])
    def replay_selected(self, request: HttpRequest, queryset: Any) -> None:
        """Deliver the selected ones once more."""
        act_on_each(
            self, request, queryset, lambda one: replay_delivery(one.pk, now=now()), "wait again"
        )

    @action(description="Deliver again", permissions=["act"], icon="replay", dialog=_AGAIN)
    def replay(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Deliver this one once more."""
        row = self.get_object(request, object_id)
        done = worded("It is delivered again.")
        act(self, request, row, lambda: replay_delivery(row.pk, now=now()), done)
        return back_to(request, WebhookDelivery, object_id)

    @admin.display(description="program")
    def program(self, row: WebhookDelivery) -> SafeString:
        """Return who is told."""
        return link("plumbing.webhookendpoint", row.endpoint_id, row.endpoint.label)

    @admin.display(description="state")
    def standing(self, row: WebhookDelivery) -> SafeString:
        """Return where it stands."""
        return chip(row.state, _TONES[DeliveryState(row.state)])

    @admin.display(description="event")
    def event(self, row: WebhookDelivery) -> SafeString:
        """Return the way to the event."""
        return link("plumbing.eventrecord", row.event_id, str(row.event_id))

    @admin.display(description="times")
    def when(self, row: WebhookDelivery) -> SafeString:
        """Return when it began, is tried next, and was settled."""
        times = {"begun": instant(row.begun_at)}
        if row.settled_at:
            times["settled"] = instant(row.settled_at)
        else:
            times["tried next"] = instant(row.due_at)
        return as_lines(times)


def _show_secret(request: HttpRequest, endpoint_id: Any) -> None:
    messages.warning(
        request,
        worded(
            "The secret, shown this once — copy it now: {secret}", secret=secret_of(endpoint_id)
        ),
    )
