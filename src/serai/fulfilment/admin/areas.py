"""Service areas and suppliers in the back office."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminDecimalFieldWidget

from serai.fulfilment.domain.area_map import HEIGHT, WIDTH, AreaMap, area_map
from serai.fulfilment.models import ServiceAreaRow, SupplierRow
from serai.fulfilment.queries.network import area_of_row
from serai.fulfilment.usecases.set_service_areas import (
    SetServiceArea,
    remove_service_area,
    set_service_areas,
)
from serai.plumbing.back_office import ReadOnlyAdmin, act, back_to, question
from serai.plumbing.back_office.worded import worded


class RadiusForm(BaseDialogForm):
    """How far a location delivers."""

    km = forms.FloatField(
        label="Kilometres",
        min_value=0.1,
        max_value=2000,
        widget=UnfoldAdminDecimalFieldWidget,
        help_text="Around the location.",
    )


_REMOVE = question(
    "Take this area back?",
    "Whoever has no area left delivers everywhere. Orders that were promised before are not changed.",
    submit="Take back",
)
_RESIZE = question(
    "Draw a circle?",
    "The area becomes a circle around its location. Promises that are made from now on keep to it.",
    submit="Draw",
    form=RadiusForm,
)


@admin.register(ServiceAreaRow)
class ServiceAreaAdmin(ReadOnlyAdmin):
    """Where locations and services deliver."""

    list_display: ClassVar[Any] = ("code", "name", "place", "by", "drawn_from")
    list_select_related: ClassVar[Any] = ("location",)
    search_exactly = ("code",)
    search_help_text = "A code"
    ordering: ClassVar[Any] = ("code",)
    fields: ClassVar[Any] = ("code", "name", "place", "by", "drawn_from", "map")
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("resize", "remove")
    permission_to_act = "fulfilment.change_siterow"

    @action(
        description="Draw a circle",
        permissions=["act"],
        icon="adjust",
        url_path="circle",
        dialog=_RESIZE,
    )
    def resize(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Draw the area anew around its location."""
        area = self.get_object(request, object_id)
        km = form.cleaned_data["km"]
        code = area.location.code if area.location else None
        changed = SetServiceArea(area.code, area.name, code, area.service, radius_km=km)
        act(
            self,
            request,
            area,
            lambda: set_service_areas([changed]),
            worded("{code}: {km:g} km", code=area.code, km=km),
        )
        return back_to(request, ServiceAreaRow, object_id)

    @action(
        description="Take back",
        permissions=["act"],
        icon="delete",
        url_path="remove",
        dialog=_REMOVE,
    )
    def remove(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Take the area back."""
        area = self.get_object(request, object_id)
        done = worded(
            "{code} was taken back: {reason}", code=area.code, reason=form.cleaned_data["reason"]
        )
        act(self, request, area, lambda: remove_service_area(area.code), done)
        return HttpResponse(headers={"HX-Redirect": "/admin/fulfilment/servicearearow/"})

    @admin.display(description="from")
    def place(self, area: ServiceAreaRow) -> str:
        """Return the location's code."""
        return area.location.code if area.location else worded("whoever sends")

    @admin.display(description="by")
    def by(self, area: ServiceAreaRow) -> str:
        """Return the delivery service."""
        return area.service or worded("any service")

    @admin.display(description="drawn from")
    def drawn_from(self, area: ServiceAreaRow) -> str:
        """Return what the cells were made of."""
        km = area.drawn.get("radius_km")
        return worded("shapes") if km is None else worded("a circle of {km:g} km", km=km)

    @admin.display(description="map")
    def map(self, area: ServiceAreaRow) -> SafeString:
        """Return the area as a picture."""
        at = None
        if area.location and area.location.lat is not None and area.location.lon is not None:
            at = (area.location.lat, area.location.lon)
        return map_of_area(area_map(area_of_row(area).cells, at), area.name)


def map_of_area(drawn: AreaMap, name: str) -> SafeString:
    """Return an SVG of an area, the place in it and a scale; no tiles are asked of anybody."""
    place = (
        format_html('<circle class="bo-map-place" cx="{}" cy="{}" r="5"/>', *drawn.place)
        if drawn.place
        else ""
    )
    return format_html(
        '<svg class="bo-map" direction="ltr" viewBox="0 0 {0} {1}" role="img" aria-label="{2}">{3}{4}'
        '<path class="bo-map-scale" d="M16 {5}v6h{6}v-6"/>'
        '<text class="bo-plot-text" x="22" y="{7}">{8} km</text></svg>',
        WIDTH,
        HEIGHT,
        worded("Map of {name}: {cells} cells", name=name, cells=drawn.cells),
        format_html(
            '<path class="bo-map-area" fill-rule="evenodd" d="{}"/>',
            "".join("M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in drawn.rings),
        ),
        place,
        HEIGHT - 22,
        drawn.scale,
        HEIGHT - 22,
        f"{drawn.scale_km:g}",
    )


@admin.register(SupplierRow)
class SupplierAdmin(ReadOnlyAdmin):
    """Who brings goods to us, and in how many working days."""

    list_display: ClassVar[Any] = ("code", "name", "brings", "days_of_work")
    search_exactly = ("code",)
    search_help_text = "A code"
    ordering: ClassVar[Any] = ("code",)
    fields: ClassVar[Any] = ("code", "name", "brings", "days_of_work")
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="brings")
    def brings(self, supplier: SupplierRow) -> str:
        """Return how long goods take."""
        return worded(
            "in {days} to {days_at_most} working days",
            days=supplier.days,
            days_at_most=supplier.days_at_most,
        )

    @admin.display(description="works on")
    def days_of_work(self, supplier: SupplierRow) -> str:
        """Return the weekdays."""
        return ", ".join(str(WEEKDAYS_ABBR[day]) for day in supplier.weekdays)
