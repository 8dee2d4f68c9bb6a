"""What has to be picked, packed and handed over, in the back office."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminTextInputWidget

from serai.fulfilment.admin.age_actions import AgeActions, AgeChecksOfGroup
from serai.fulfilment.admin.parcels import LabelsOfGroups
from serai.fulfilment.domain.group_state import OVER, TO_DO, GroupState
from serai.fulfilment.models import Group, GroupLine
from serai.fulfilment.usecases.groups.follow_parcel import deliver_parcel
from serai.fulfilment.usecases.groups.give_out import give_out
from serai.fulfilment.usecases.groups.hand_over import Tracking
from serai.fulfilment.usecases.groups.miss_units import miss_units
from serai.fulfilment.usecases.groups.pack_group import pack_group
from serai.fulfilment.usecases.groups.pick_units import pick_units
from serai.kernel.clock import now
from serai.plumbing.back_office import (
    ReadOnlyRows,
    act,
    as_lines,
    back_to,
    chip,
    link,
    question,
)
from serai.plumbing.back_office.worded import worded

_TONES = {
    GroupState.WAITING: "plain",
    GroupState.OPEN: "waiting",
    GroupState.PICKING: "waiting",
    GroupState.HELD: "bad",
    GroupState.CANCELLED: "bad",
    GroupState.NO_SHOW: "bad",
}


_MOST = 500
"""Locations to choose from."""


class ParcelForm(BaseDialogForm):
    """Who carries it; nothing needs to be known."""

    carrier = forms.CharField(required=False, max_length=64, widget=UnfoldAdminTextInputWidget)
    tracking_number = forms.CharField(
        required=False, max_length=64, widget=UnfoldAdminTextInputWidget
    )
    tracking_url = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=UnfoldAdminTextInputWidget,
        label="Tracking page",
    )


class MissingForm(BaseDialogForm):
    """Which line, and how many of it cannot be found."""

    position = forms.IntegerField(
        min_value=1, widget=UnfoldAdminIntegerFieldWidget, help_text="The line, as numbered below."
    )
    units = forms.IntegerField(min_value=1, widget=UnfoldAdminIntegerFieldWidget)


_PICK = question(
    "Is all of it picked?",
    "Everything that is still wanted of this group is in the tote.",
    submit="It is",
    form=BaseDialogForm,
)
_PACK = question(
    "Is the parcel packed?",
    "It waits for the carrier from now on.",
    submit="It is",
    form=BaseDialogForm,
)
_HAND_OVER = question(
    "Has it left?",
    "With the carrier, or with the shopper. It cannot be called back.",
    submit="It has",
    form=ParcelForm,
)
_DELIVER = question(
    "Has the carrier brought it?",
    "The shopper has it.",
    submit="Yes",
    form=BaseDialogForm,
)
_MISSING = question(
    "What cannot be found?",
    "The shelf counts as empty. Another location sends it if one has it; otherwise it is called off and paid back.",
    submit="It is missing",
    form=MissingForm,
)


class Standing(admin.SimpleListFilter):
    """What is to be done, has left, or is over."""

    title = "standing"
    parameter_name = "standing"
    column = "state"
    _STATES: ClassVar[Any] = {
        None: TO_DO,
        "waiting": (GroupState.WAITING,),
        "held": (GroupState.HELD,),
        "out": (GroupState.SHIPPED, GroupState.HANDED_OVER, GroupState.DELIVERED),
        "over": OVER,
        "all": tuple(GroupState),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices beside what is to be done."""
        return [
            ("waiting", worded("Waiting for goods")),
            ("held", worded("Held")),
            ("out", worded("Has left")),
            ("over", worded("Cancelled")),
            ("all", worded("Everything")),
        ]

    def choices(self, changelist: Any) -> Any:
        """Name the choice without a parameter for what it is."""
        first, *others = super().choices(changelist)
        yield {**first, "display": worded("To do")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Group]) -> QuerySet[Group]:
        """Return the groups of the choice."""
        states = self._STATES.get(self.value(), TO_DO)
        return queryset.filter(state__in=[state.value for state in states])


class Place(admin.SimpleListFilter):
    """Whose queue it is: a location's, or what no location has."""

    title = "location"
    parameter_name = "at"
    column = "location_id"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the locations that have something to do."""
        waiting = Group.objects.filter(state__in=[state.value for state in TO_DO])
        found = waiting.exclude(location=None).values_list("location__code", "location__name")
        return [
            ("nowhere", worded("Nowhere")),
            *((code, f"{code} {name}") for code, name in sorted(found.distinct())[:_MOST]),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Group]) -> QuerySet[Group]:
        """Return the groups of the choice."""
        code = self.value()
        if code is None:
            return queryset
        return queryset.filter(location__code=None if code == "nowhere" else code)


class LinesOfGroup(ReadOnlyRows):
    """What is in it."""

    model = GroupLine
    verbose_name_plural = "lines"
    fields = (
        "position",
        "sku",
        "name",
        "quantity",
        "picked",
        "handed",
        "cancelled",
        "minimum_age",
    )
    readonly_fields = fields
    ordering = ("position",)


@admin.register(Group)
class GroupAdmin(LabelsOfGroups, AgeActions):
    """The queue: what is due first comes first."""

    list_display: ClassVar[Any] = (
        "part",
        "standing",
        "place",
        "due_by",
        "kind",
        "told",
        "opened_at",
    )
    list_filter: ClassVar[Any] = (Standing, Place, "kind")
    list_select_related: ClassVar[Any] = ("location",)
    search_exactly = ("order_number",)
    search_help_text = "An order's number"
    ordering: ClassVar[Any] = ("queue_at", "id")
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("part", "standing", "hold_reason", "order", "place", "kind")}),
        (
            "When",
            {
                "fields": (
                    "due_by",
                    "promised_earliest",
                    "promised_latest",
                    "told_latest",
                    "opened_at",
                    "picking_at",
                    "ready_at",
                    "collect_by",
                    "left_at",
                    "delivered_at",
                    "ended_at",
                )
            },
        ),
        ("Collected", {"fields": ("collected_by", "age_checked_at")}),
        ("Parcel", {"fields": ("service", "carrier", "tracking_number", "tracking_url", "labels")}),
        ("Why from there", {"fields": ("why",)}),
    )
    readonly_fields: ClassVar[Any] = tuple(
        name for _, fieldset in fieldsets for name in fieldset["fields"]
    )
    inlines: ClassVar[Any] = (LinesOfGroup, AgeChecksOfGroup)
    actions_detail: ClassVar[Any] = (
        "pick",
        "missing",
        {"title": "Parcel", "icon": "package_2", "items": ["pack", "label", "leave", "deliver"]},
        "ready",
        "age",
        "collected",
    )
    permission_to_act = "fulfilment.change_group"

    @action(description="Picked", permissions=["act"], icon="shopping_basket", dialog=_PICK)
    def pick(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Note that all of it is picked."""
        group = self.get_object(request, object_id)
        act(self, request, group, lambda: pick_units(group.pk, now=now()), "Picked.")
        return back_to(request, Group, object_id)

    @action(description="Missing", permissions=["act"], icon="search_off", dialog=_MISSING)
    def missing(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Note what cannot be found."""
        group = self.get_object(request, object_id)
        position, units = form.cleaned_data["position"], form.cleaned_data["units"]
        done = worded("Missing: {units} of line {position}", units=units, position=position)
        act(self, request, group, lambda: miss_units(group.pk, {position: units}, now=now()), done)
        return back_to(request, Group, object_id)

    @action(description="Packed", permissions=["act"], icon="package_2", dialog=_PACK)
    def pack(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Note that it is packed."""
        group = self.get_object(request, object_id)
        act(self, request, group, lambda: pack_group(group.pk, now=now()), "Packed.")
        return back_to(request, Group, object_id)

    @action(description="Has left", permissions=["act"], icon="local_shipping", dialog=_HAND_OVER)
    def leave(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Note that it is with the carrier, or with the shopper."""
        group = self.get_object(request, object_id)
        told = form.cleaned_data
        tracking = Tracking(told["carrier"], told["tracking_number"], told["tracking_url"])
        done = worded(
            "Has left. {carrier} {number}", carrier=tracking.carrier, number=tracking.number
        ).rstrip()
        act(
            self,
            request,
            group,
            lambda: give_out(
                group.pk,
                None,
                tracking=tracking,
                code="",
                secret=settings.SERAI_SECRET,
                now=now(),
            ),
            done,
        )
        return back_to(request, Group, object_id)

    @action(description="Delivered", permissions=["act"], icon="home_pin", dialog=_DELIVER)
    def deliver(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Note that the carrier has brought it."""
        group = self.get_object(request, object_id)
        act(self, request, group, lambda: deliver_parcel(group.pk, now=now()), "Delivered.")
        return back_to(request, Group, object_id)

    @admin.display(description="part")
    def part(self, group: Group) -> str:
        """Return the order's number and which part of it this is."""
        return str(group)

    @admin.display(description="state")
    def standing(self, group: Group) -> SafeString:
        """Return where it stands."""
        return chip(group.state, _TONES.get(GroupState(group.state), "good"))

    @admin.display(description="location")
    def place(self, group: Group) -> str:
        """Return where it is."""
        return "—" if group.location is None else f"{group.location.code} {group.location.name}"

    @admin.display(description="told by")
    def told(self, group: Group) -> Any:
        """Return by when the shopper was told to have it."""
        return group.told_latest or group.promised_latest

    @admin.display(description="order")
    def order(self, group: Group) -> SafeString:
        """Return a link to the order."""
        return link("ordering.order", group.order_id, group.order_number)

    @admin.display(description="why from there")
    def why(self, group: Group) -> SafeString | str:
        """Return what sourcing said, or that nothing was decided."""
        return as_lines(group.plan) if group.plan else worded("By the channel's priorities.")
