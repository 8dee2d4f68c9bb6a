"""Sites, closures and delivery services in the back office."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminDateWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextInputWidget,
)

from serai.fulfilment.domain.opening_hours import DAYS
from serai.fulfilment.models import Closure, DayLoad, DeliveryServiceRow, SiteRow
from serai.fulfilment.usecases.close_sites import close_sites, open_sites
from serai.fulfilment.usecases.set_sites import set_sites, site_with
from serai.kernel.clock import now
from serai.plumbing.back_office import ReadOnlyAdmin, act, as_text, back_to, chip, question
from serai.plumbing.back_office.worded import worded


class DayForm(BaseDialogForm):
    """A day, and why nobody works on it."""

    day = forms.DateField(widget=UnfoldAdminDateWidget)
    reason = forms.CharField(max_length=100, widget=UnfoldAdminTextInputWidget)


class WorkForm(BaseDialogForm):
    """How much a site can do, and how fast."""

    handling_minutes = forms.IntegerField(
        min_value=0, max_value=20_160, widget=UnfoldAdminIntegerFieldWidget
    )
    handling_at_most = forms.IntegerField(
        min_value=0,
        max_value=20_160,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="When not all goes well; promises are kept by it.",
    )
    daily_orders = forms.IntegerField(
        min_value=0,
        max_value=1_000_000,
        required=False,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="Empty: as many as come.",
    )


_WORK_FIGURES = ("handling_minutes", "handling_at_most", "daily_orders")
_CLOSE = question(
    "Close for a day?",
    "Promises that are made from now on know of it. Orders that were promised before are not changed.",
    submit="Close",
    form=DayForm,
)
_WORK = question(
    "Change how much it can do?",
    "Promises that are made from now on count with it.",
    submit="Change",
    form=WorkForm,
)
_OPEN = question(
    "Open again?",
    "The day counts as any other from now on.",
    submit="Open",
)


@admin.register(SiteRow)
class SiteAdmin(ReadOnlyAdmin):
    """How locations work: hours, handling, places a day."""

    list_display: ClassVar[Any] = (
        "place",
        "name",
        "handling",
        "daily_orders",
        "sends",
        "hands",
        "told",
    )
    list_select_related: ClassVar[Any] = ("location",)
    search_exactly = ("location__code",)
    search_help_text = "A location's code"
    ordering: ClassVar[Any] = ("pk",)
    fields: ClassVar[Any] = (
        "place",
        "name",
        "week",
        "time_zone",
        "cut_off_minutes",
        "handling",
        "daily_orders",
        "sends",
        "parcels_are_fetched",
        "hands",
        "hold_days",
        "told",
        "booked",
        "closures",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("close_for_a_day", "change_work")
    permission_to_act = "fulfilment.change_siterow"

    @action(
        description="Close for a day",
        permissions=["act"],
        icon="event_busy",
        url_path="close",
        dialog=_CLOSE,
    )
    def close_for_a_day(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Let the location rest."""
        site = self.get_object(request, object_id)
        day, reason = form.cleaned_data["day"], form.cleaned_data["reason"]
        code = site.location.code
        done = worded("{code} is closed on {day}: {reason}", code=code, day=day, reason=reason)
        act(self, request, site, lambda: close_sites([day], reason=reason, location=code), done)
        return back_to(request, SiteRow, object_id)

    @action(
        description="Change capacity",
        permissions=["act"],
        icon="speed",
        url_path="capacity",
        dialog=_WORK,
    )
    def change_work(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Say how fast it works, and how many orders a day it takes."""
        site = self.get_object(request, object_id)
        told = {name: form.cleaned_data[name] for name in _WORK_FIGURES}
        changed = site_with(site, **told)
        most = worded("any number of") if changed.daily_orders is None else changed.daily_orders
        done = worded("{location}: {most} orders a day", location=changed.location, most=most)
        act(self, request, site, lambda: set_sites([changed]), done)
        return back_to(request, SiteRow, object_id)

    @admin.display(description="location")
    def place(self, site: SiteRow) -> str:
        """Return the location's code."""
        return site.location.code

    @admin.display(description="name")
    def name(self, site: SiteRow) -> str:
        """Return the location's name."""
        return site.location.name

    @admin.display(description="opening hours")
    def week(self, site: SiteRow) -> SafeString:
        """Return the hours of each day."""
        return as_text(
            "\n".join(
                f"{day:<10} {hours or 'closed'}"
                for day, hours in zip(DAYS, site.hours, strict=True)
            )
        )

    @admin.display(description="ready within")
    def handling(self, site: SiteRow) -> str:
        """Return how long an order takes."""
        return worded(
            "{handling_minutes} to {handling_at_most} minutes",
            handling_minutes=site.handling_minutes,
            handling_at_most=site.handling_at_most,
        )

    @admin.display(description="ships")
    def sends(self, site: SiteRow) -> SafeString:
        """Return whether parcels leave from here."""
        return chip("ships", "good") if site.ships else chip("no", "plain")

    @admin.display(description="collection")
    def hands(self, site: SiteRow) -> SafeString:
        """Return whether shoppers collect here."""
        return chip("hands out", "good") if site.hands_out else chip("no", "plain")

    @admin.display(description="parcels are fetched at")
    def parcels_are_fetched(self, site: SiteRow) -> str:
        """Return the time of the collection."""
        return f"{site.collection // 60:02}:{site.collection % 60:02}"

    @admin.display(description="source")
    def told(self, site: SiteRow) -> SafeString:
        """Return whether somebody has told the figures."""
        return chip("made up", "waiting") if site.derived else chip("told", "good")

    @admin.display(description="booked")
    def booked(self, site: SiteRow) -> SafeString:
        """Return how many orders are booked for the days ahead; one statement."""
        ahead = DayLoad.objects.filter(location_id=site.pk, day__gte=now().date())
        lines = (
            f"{load.day}  {load.taken:>6,} of {load.places:,}" for load in ahead.order_by("day")
        )
        return as_text("\n".join(lines) or worded("nothing"))

    @admin.display(description="closed on")
    def closures(self, site: SiteRow) -> SafeString:
        """Return the closures ahead, of the location and of everybody; one statement."""
        ahead = Closure.objects.filter(day__gte=now().date())
        ours = ahead.filter(location_id=site.pk) | ahead.filter(location=None)
        return as_text(
            "\n".join(f"{one.day}  {one.reason}" for one in ours.order_by("day")[:30])
            or worded("no day")
        )


@admin.register(Closure)
class ClosureAdmin(ReadOnlyAdmin):
    """Days on which somebody rests."""

    list_display: ClassVar[Any] = ("day", "place", "reason")
    list_select_related: ClassVar[Any] = ("location",)
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = ("day", "place", "reason")
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("open_again",)
    permission_to_act = "fulfilment.change_siterow"

    @action(
        description="Open again",
        permissions=["act"],
        icon="event_available",
        url_path="open",
        dialog=_OPEN,
    )
    def open_again(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Take the closure back."""
        closure = self.get_object(request, object_id)
        code = closure.location.code if closure.location else None
        done = worded(
            "Open on {day}: {reason}", day=closure.day, reason=form.cleaned_data["reason"]
        )
        act(self, request, closure, lambda: open_sites([closure.day], location=code), done)
        return HttpResponse(headers={"HX-Redirect": "/admin/fulfilment/closure/"})

    @admin.display(description="who rests")
    def place(self, closure: Closure) -> str:
        """Return the location's code."""
        return closure.location.code if closure.location else worded("everybody")


@admin.register(DeliveryServiceRow)
class DeliveryServiceAdmin(ReadOnlyAdmin):
    """Who carries parcels, and how long they travel."""

    list_display: ClassVar[Any] = ("code", "days", "farthest")
    search_exactly = ("code",)
    search_help_text = "A code"
    ordering: ClassVar[Any] = ("code",)
    fields: ClassVar[Any] = (
        "code",
        "days",
        "transit",
        "per_100_km_minor",
        "grams_per_100_km",
    )
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="works on")
    def days(self, service: DeliveryServiceRow) -> str:
        """Return the weekdays."""
        return ", ".join(str(WEEKDAYS_ABBR[day]) for day in service.weekdays)

    @admin.display(description="goes up to")
    def farthest(self, service: DeliveryServiceRow) -> str:
        """Return how far it goes, and in how many days."""
        km, days, at_most = service.reaches[-1]
        return worded("{km:,.0f} km in {days} to {at_most} days", km=km, days=days, at_most=at_most)

    @admin.display(description="transit")
    def transit(self, service: DeliveryServiceRow) -> SafeString:
        """Return the days by distance."""
        return as_text(
            "\n".join(
                worded(
                    "up to {km:>8,.0f} km  {days} to {at_most} working days",
                    km=km,
                    days=days,
                    at_most=at_most,
                )
                for km, days, at_most in service.reaches
            )
        )
