"""Parcels and their labels in the back office."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from serai.fulfilment.domain.parcels.parcel_state import ParcelState
from serai.fulfilment.models import Group, Parcel, ParcelNewsRow
from serai.fulfilment.ports import Carriers
from serai.fulfilment.queries.parcels import desk_url, label_url, parcels_of_group
from serai.fulfilment.usecases.parcels.make_label import MakeLabel, make_label
from serai.fulfilment.usecases.parcels.request_key import RequestKey
from serai.fulfilment.usecases.parcels.void_label import void_label
from serai.kernel.clock import now
from serai.kernel.ids import uuid7
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    ReadOnlyRows,
    act,
    amount,
    back_to,
    chip,
    link,
    question,
    told_once,
)
from serai.plumbing.back_office.worded import worded
from serai.plumbing.wiring import bound

INSIDE = "local"
"""The carrier inside the house: its people are ours."""
_TONES = {
    ParcelState.MAKING: "waiting",
    ParcelState.VOIDING: "waiting",
    ParcelState.VOID: "plain",
    ParcelState.RETURNED: "bad",
}


class LabelForm(BaseDialogForm):
    """Who carries it, and what it weighs. The hidden key makes a double click one label."""

    carrier = forms.ChoiceField(widget=UnfoldAdminSelectWidget)
    service = forms.CharField(
        required=False,
        max_length=64,
        widget=UnfoldAdminTextInputWidget,
        help_text="Empty: the cheapest.",
    )
    weight_g = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=1_000_000,
        widget=UnfoldAdminIntegerFieldWidget,
        label="Weight in grams",
        help_text="Empty: what its articles weigh, and a box.",
    )
    key = forms.CharField(initial=uuid7, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(carrier.name, carrier.name) for carrier in bound(Carriers)]
        self.fields["carrier"].choices = names


class LabelsOfGroups(ReadOnlyAdmin):
    """The part of the groups' pages that has labels made."""

    @action(
        description="Label",
        permissions=["act"],
        icon="label",
        dialog=question(
            "Have a label made?",
            "One parcel of the group; press again for another. The carrier asks for its price at once.",
            submit="Make the label",
            form=LabelForm,
        ),
    )
    def label(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Have a carrier make the label of one parcel."""
        group, said = self.get_object(request, object_id), form.cleaned_data
        who = request.user.get_username()
        command = MakeLabel(
            group.pk, said["carrier"], said["service"], said["weight_g"], made_by=who
        )
        body = f"{group.pk} {said['carrier']} {said['service']} {said['weight_g']}".encode()
        key = RequestKey.of(scope=f"back office {who}", key=said["key"], fingerprint=body)
        act(self, request, group, lambda: make_label(command, key=key, now=now()), "Label made.")
        return back_to(request, Group, object_id)

    @admin.display(description="labels")
    @told_once
    def labels(self, group: Group) -> SafeString | str:
        """Return the parcels with their labels; two statements."""
        rows = (
            (
                link("fulfilment.parcel", each.id, each.tracking_number or worded("no label yet")),
                each.state,
                label_links(each.pdf_url, each.zpl_url),
            )
            for each in parcels_of_group(group.pk, now=now())
        )
        return format_html_join(SafeString("<br>"), "{} · {} · {}", rows) or "—"


class NewsOfParcel(ReadOnlyRows):
    """What its carrier told."""

    model = ParcelNewsRow
    verbose_name_plural = "what the carrier told"
    fields = ("occurred_at", "status", "place", "text", "received_at")
    readonly_fields = fields
    ordering = ("occurred_at", "id")


@admin.register(Parcel)
class ParcelAdmin(ReadOnlyAdmin):
    """Parcels, the newest first."""

    list_display: ClassVar[Any] = (
        "tracking_number",
        "standing",
        "label_of",
        "service",
        "cost",
        "its_group",
        "made_at",
    )
    list_select_related: ClassVar[Any] = ("group",)
    search_exactly = ("tracking_number",)
    search_help_text = "A tracking number"
    ordering: ClassVar[Any] = ("-made_at", "-id")
    fields: ClassVar[Any] = (
        "standing",
        "to_print",
        "tracking_number",
        "where",
        "label_of",
        "service",
        "cost",
        "weight_g",
        "its_group",
        "carrier",
        "reference",
        "made_by",
        "made_at",
        "moved_at",
        "delivered_at",
        "id",
    )
    readonly_fields: ClassVar[Any] = fields
    inlines: ClassVar[Any] = (NewsOfParcel,)
    actions_detail: ClassVar[Any] = ("void",)
    permission_to_act = "fulfilment.change_group"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Parcel]:
        """Leave the labels themselves where they are."""
        found: QuerySet[Parcel] = super().get_queryset(request).defer("pdf", "zpl", "shipment")
        return found

    @action(
        description="Give the label back",
        permissions=["act"],
        icon="undo",
        dialog=question(
            "Give the label back?",
            "It must not be on a parcel that was sent. The carrier pays it back.",
            submit="Give it back",
            form=BaseDialogForm,
        ),
    )
    def void(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Give a label back."""
        row = self.get_object(request, object_id)
        act(self, request, row, lambda: void_label(row.pk, now=now()), "Given back.")
        return back_to(request, Parcel, object_id)

    @admin.display(description="state")
    def standing(self, row: Parcel) -> SafeString:
        """Return where it stands."""
        return chip(row.state, _TONES.get(ParcelState(row.state), "good"))

    @admin.display(description="label")
    def to_print(self, row: Parcel) -> SafeString | str:
        """Return links to the label, good for an hour."""
        if not row.tracking_number:
            return worded("not made yet")
        at = now()
        return label_links(label_url(row.pk, "pdf", now=at), label_url(row.pk, "zpl", now=at))

    @admin.display(description="where it is")
    def where(self, row: Parcel) -> SafeString | str:
        """Return a link to the carrier's page; staff sits at the desk of the carrier inside the house."""
        if not row.tracking_url:
            return "—"
        page = _outside(row.tracking_url, worded("the carrier's page"))
        if row.carrier != INSIDE:
            return page
        desk = desk_url(row.tracking_number, row.tracking_url, now=now())
        return format_html("{} · {}", page, _outside(desk, worded("note where it is")))

    @admin.display(description="cost")
    def cost(self, row: Parcel) -> SafeString | str:
        """Return what the carrier asks."""
        return "—" if row.cost_minor is None else amount(row.cost_minor, row.currency)

    @admin.display(description="group")
    def its_group(self, row: Parcel) -> SafeString | str:
        """Return what is in it."""
        if row.group is None:
            return worded("a return")
        return link("fulfilment.group", row.group_id, str(row.group))


def label_links(pdf_url: str, zpl_url: str) -> SafeString | str:
    """Return links to a label, for paper and for label printers."""
    links = [_outside(url, name) for url, name in ((pdf_url, "PDF"), (zpl_url, "ZPL")) if url]
    return format_html_join(" ", "{}", ((each,) for each in links)) or "—"


def _outside(url: str, text: str) -> SafeString:
    return format_html(
        '<a class="bo-link" href="{}" target="_blank" rel="noopener">{}</a>', url, text
    )
