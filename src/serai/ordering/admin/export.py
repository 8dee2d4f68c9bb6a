"""Orders out as a file, from the back office."""

from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.timezone import get_current_timezone
from unfold.decorators import action
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from serai.catalog.public import channels
from serai.kernel.clock import now
from serai.ordering.domain.order_state import OrderState
from serai.ordering.models import Order
from serai.ordering.queries.exchange.export_link import export_link
from serai.ordering.queries.exchange.exported_orders import ExportFilter
from serai.ordering.queries.exchange.order_file import OrderFormat
from serai.plumbing.back_office import ReadOnlyAdmin
from serai.plumbing.back_office.form_page import form_page
from serai.plumbing.back_office.worded import worded

MAY_EXPORT = "ordering.export_order"


class ExportForm(forms.Form):
    """Which orders, and how they are written down; what is empty does not narrow."""

    file_format = forms.ChoiceField(
        label="Format",
        choices=[
            (OrderFormat.CSV.value, "CSV: a row for each line of an order"),
            (OrderFormat.NDJSON.value, "NDJSON: an order a line"),
        ],
        widget=UnfoldAdminSelectWidget,
    )
    placed_from = forms.DateField(
        label="Placed from",
        required=False,
        widget=UnfoldAdminTextInputWidget(attrs={"type": "date"}),
    )
    placed_until = forms.DateField(
        label="Placed before",
        required=False,
        widget=UnfoldAdminTextInputWidget(attrs={"type": "date"}),
    )
    channel_code = forms.ChoiceField(
        label="Channel", required=False, widget=UnfoldAdminSelectWidget
    )
    state = forms.ChoiceField(
        required=False,
        choices=[
            ("", "every"),
            *(
                (state.value, state.value)
                for state in OrderState
                if state not in (OrderState.PLACING, OrderState.FAILED)
            ),
        ],
        widget=UnfoldAdminSelectWidget,
    )
    source = forms.CharField(
        label="Placed elsewhere, at",
        required=False,
        max_length=50,
        widget=UnfoldAdminTextInputWidget,
        help_text="The name of a source, such as old-shop.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = [(channel.code, channel.code) for channel in channels()]
        self.fields["channel_code"].choices = [("", worded("every")), *codes]  # type: ignore[attr-defined]


class ExportsOrders(ReadOnlyAdmin):
    """The part of the orders' pages that takes them out as a file."""

    actions_list: ClassVar[Any] = ("to_file",)

    def has_export_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        """Whether the user may take orders out."""
        return bool(request.user.has_perm(MAY_EXPORT))

    def get_urls(self) -> list[URLPattern]:
        """Return the pages' addresses, that of the export first."""
        view = self.admin_site.admin_view(self.export)
        urls: list[URLPattern] = super().get_urls()
        return [path("export/", view, name="ordering_order_export"), *urls]

    @action(description="Export", permissions=["export"], icon="download", url_path="to-file")
    def to_file(self, request: HttpRequest) -> HttpResponse:
        """Go to the page that asks which orders leave."""
        return HttpResponseRedirect(reverse("admin:ordering_order_export"))

    def export(self, request: HttpRequest) -> HttpResponse:
        """Ask which orders leave, and lead to the file; who asked is noted."""
        if not self.has_export_permission(request):
            return HttpResponse(status=403)
        form = ExportForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            said = form.cleaned_data
            wanted = ExportFilter(
                _midnight(said["placed_from"]),
                _midnight(said["placed_until"]),
                said["channel_code"] or None,
                said["state"] or None,
                said["source"] or None,
            )
            file_format = OrderFormat(said["file_format"])
            found = export_link(wanted, file_format, secret=settings.SERAI_SECRET, now=now())
            self.log_change(
                request,
                Order(number="export"),
                f"Exported {found.count} orders as {file_format}.",
            )
            return HttpResponseRedirect(found.url)
        return form_page(
            self,
            request,
            form,
            title="Export orders",
            intro="Orders leave with their lines, taxes, tenders and addresses, the oldest first.",
            submit="Export",
        )


def _midnight(day: date | None) -> datetime | None:
    """Return when a day begins where the user is."""
    return datetime.combine(day, time(), tzinfo=get_current_timezone()) if day else None
