"""Stock in the back office."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from serai.inventory.admin.location_form import LocationForm
from serai.inventory.admin.receipts import receive_page
from serai.inventory.domain.entry import StockEntry
from serai.inventory.domain.reservation_state import ReservationState
from serai.inventory.models import Balance, ChannelLocation, Location, Movement, Reservation
from serai.inventory.usecases.adjust import adjust
from serai.inventory.usecases.set_location_weights import LARGEST_WEIGHT, set_location_weights
from serai.kernel.clock import now
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    ReadOnlyRows,
    UnitsForm,
    act,
    back_to,
    chip,
    link,
    question,
    told_once,
)
from serai.plumbing.back_office.form_page import answer_form
from serai.plumbing.back_office.worded import worded

_ADJUST = question(
    "Adjust the stock?",
    "For units that were found, lost, broken or stolen. The reason is kept with the movement.",
    submit="Adjust",
    form=UnitsForm,
)
_TONES = {
    ReservationState.HELD: "waiting",
    ReservationState.FULFILLED: "good",
    ReservationState.RELEASED: "plain",
    ReservationState.EXPIRED: "plain",
    ReservationState.RESTOCKED: "bad",
}


def _units(count: int) -> SafeString:
    return format_html('<span class="bo-amount">{}</span>', f"{count:+,}")


@admin.register(Balance)
class BalanceAdmin(ReadOnlyAdmin):
    """What each location has, and why."""

    list_display: ClassVar[Any] = (
        "sku",
        "article",
        "location",
        "on_hand",
        "reserved",
        "buffer",
        "free",
    )
    list_select_related: ClassVar[Any] = ("variant__product", "location")
    search_exactly = ("variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "sku",
        "article",
        "location",
        "on_hand",
        "reserved",
        "buffer",
        "free",
        "why",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("receive_goods",)
    actions_detail: ClassVar[Any] = ("adjust_units",)
    permission_to_act = "inventory.change_balance"

    @action(description="Receive goods", permissions=["act"], icon="add", url_path="receive")
    def receive_goods(self, request: HttpRequest) -> HttpResponse:
        """Write down what has arrived."""
        return receive_page(self, request)

    @action(
        description="Adjust",
        permissions=["act"],
        icon="exposure",
        url_path="adjust",
        dialog=_ADJUST,
    )
    def adjust_units(
        self, request: HttpRequest, form: BaseDialogForm, object_id: str
    ) -> HttpResponse:
        """Write a movement that corrects the balance."""
        balance = self.get_object(request, object_id)
        entry = StockEntry(
            balance.variant_id,
            balance.location_id,
            form.cleaned_data["units"],
            form.cleaned_data["reason"],
        )
        done = worded("Adjusted by {quantity:+}: {note}", quantity=entry.quantity, note=entry.note)
        act(self, request, balance, lambda: adjust([entry], now=now()), done)
        return back_to(request, Balance, object_id)

    @admin.display(description="SKU")
    def sku(self, balance: Balance) -> str:
        """Return the variant's SKU."""
        return balance.variant.sku

    @admin.display(description="product")
    def article(self, balance: Balance) -> str:
        """Return the product's name."""
        return balance.variant.product.name

    @admin.display(description="free")
    def free(self, balance: Balance) -> SafeString:
        """Return what can still be sold."""
        units = balance.on_hand - balance.reserved - balance.buffer
        return chip(f"{max(units, 0):,}", "good" if units > 0 else "bad")

    @admin.display(description="latest movements")
    def why(self, balance: Balance) -> SafeString | str:
        """Return why the balance is what it is: its latest movements; one statement."""
        latest = Movement.objects.filter(balance=balance).order_by("-id")[:20]
        each = (
            (
                date_format(localtime(movement.occurred_at), "DATETIME_FORMAT"),
                _units(movement.quantity),
                gettext(movement.reason),
                movement.note,
            )
            for movement in latest
        )
        rows = format_html_join(
            "", "<tr><td>{}</td><td class='bo-end'>{}</td><td>{}</td><td>{}</td></tr>", each
        )
        return format_html('<table class="bo-table">{}</table>', rows) if rows else gettext("none")


@admin.register(Movement)
class MovementAdmin(ReadOnlyAdmin):
    """Every change of stock, newest first; nothing is ever changed or deleted here."""

    list_display: ClassVar[Any] = (
        "occurred_at",
        "sku",
        "article",
        "place",
        "units",
        "why",
        "note",
    )
    list_select_related: ClassVar[Any] = ("balance__variant__product", "balance__location")
    search_exactly = ("balance__variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (*list_display, "reference")
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="SKU")
    def sku(self, movement: Movement) -> str:
        """Return the variant's SKU."""
        return movement.balance.variant.sku

    @admin.display(description="product")
    def article(self, movement: Movement) -> str:
        """Return the product's name."""
        return movement.balance.variant.product.name

    @admin.display(description="location")
    def place(self, movement: Movement) -> str:
        """Return the location's name."""
        return movement.balance.location.name

    @admin.display(description="why")
    def why(self, movement: Movement) -> SafeString:
        """Return what moved the units."""
        return chip(movement.reason)

    @admin.display(description="units")
    def units(self, movement: Movement) -> SafeString:
        """Return the units with their sign."""
        return _units(movement.quantity)


@admin.register(Reservation)
class ReservationAdmin(ReadOnlyAdmin):
    """What is held for orders."""

    list_display: ClassVar[Any] = (
        "held_at",
        "standing",
        "units",
        "expires_at",
        "settled_at",
        "its_order",
    )
    search_exactly = ("id",)
    search_help_text = "An order's id"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (
        "standing",
        "its_order",
        "lines",
        "held_at",
        "expires_at",
        "settled_at",
        "id",
    )
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="state")
    def standing(self, reservation: Reservation) -> SafeString:
        """Return where it stands."""
        return chip(reservation.state, _TONES[ReservationState(reservation.state)])

    @admin.display(description="units")
    def units(self, reservation: Reservation) -> int:
        """Return how many units it holds or held."""
        return sum(reservation.quantities)

    @admin.display(description="for")
    def its_order(self, reservation: Reservation) -> SafeString:
        """Return the way to the order that it is for, or its cart's reservation."""
        return link("ordering.order", reservation.pk, gettext("the order"))

    @admin.display(description="articles")
    @told_once
    def lines(self, reservation: Reservation) -> SafeString:
        """Return what is held where; one statement."""
        found = Balance.objects.filter(
            variant_id__in=reservation.variant_ids, location_id__in=reservation.location_ids
        ).select_related("variant__product", "location")
        named = {(each.variant_id, each.location_id): each for each in found}
        rows = zip(
            reservation.quantities, reservation.variant_ids, reservation.location_ids, strict=True
        )
        told = (
            (f"{units:,}", *_named(named.get((variant, place)), variant, place))
            for units, variant, place in rows
        )
        return format_html_join(SafeString("<br>"), "{} × {} · {}", told)


def _named(balance: Balance | None, variant: UUID, place: UUID) -> tuple[str, str]:
    if balance is None:
        return str(variant), str(place)
    article = balance.variant
    return f"{article.product.name} ({article.sku})", balance.location.name


class WeightForm(BaseDialogForm):
    """How much a sale counts."""

    weight = forms.IntegerField(
        min_value=1,
        max_value=LARGEST_WEIGHT,
        initial=100,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="Percent; 100 is as elsewhere.",
    )


class ChannelsOfLocation(ReadOnlyRows):
    """Which channels sell from it."""

    model = ChannelLocation
    verbose_name_plural = "channels that sell from here"
    fields = ("channel", "priority")
    ordering = ("priority", "id")


@admin.register(Location)
class LocationAdmin(ReadOnlyAdmin):
    """Stores and distribution centres."""

    list_display: ClassVar[Any] = (
        "code",
        "name",
        "kind",
        "city",
        "region",
        "country",
        "derived",
        "weight",
    )
    search_exactly = ("id",)
    search_prefix = ("code",)
    search_help_text = "How a code begins, or an id"
    ordering: ClassVar[Any] = ("code",)
    inlines: ClassVar[Any] = (ChannelsOfLocation,)
    actions_list: ClassVar[Any] = ("write_new",)
    actions_detail: ClassVar[Any] = ("write", "weigh")
    permission_to_act = "inventory.change_balance"

    @action(description="New location", permissions=["act"], icon="add", url_path="new")
    def write_new(self, request: HttpRequest) -> HttpResponse:
        """Write a location that is not there yet."""
        return self._write(request, None)

    @action(description="Change", permissions=["act"], icon="edit", url_path="write")
    def write(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Write what is known of the location."""
        return self._write(request, self.get_object(request, object_id))

    def _write(self, request: HttpRequest, location: Location | None) -> HttpResponse:
        form = LocationForm(request.POST or None, location)
        return answer_form(
            self,
            request,
            form,
            form.write,
            title=location.name if location else "New location",
            intro="Goods lie at locations, and channels sell from them.",
            submit="Write it",
        )

    @action(
        description="Weight",
        permissions=["act"],
        icon="balance",
        url_path="weigh",
        dialog=question(
            "How much does a sale here count?",
            "Where there is too little for all, locations of a larger weight are served first.",
            submit="Set the weight",
            form=WeightForm,
        ),
    )
    def weigh(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Set how much a sale counts where there is too little for all."""
        row, weight = self.get_object(request, object_id), form.cleaned_data["weight"]
        done = worded("A sale here counts {weight} %.", weight=weight)
        act(self, request, row, lambda: set_location_weights({row.code: weight}), done)
        return back_to(request, Location, object_id)
