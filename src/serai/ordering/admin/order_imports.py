"""Files of orders in the back office: hand one in, and see what came of it."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from serai.kernel.clock import now
from serai.ordering.models import OrderImportRow
from serai.ordering.queries.exchange.import_view import OrderImportView
from serai.ordering.queries.exchange.order_file import OrderFormat
from serai.ordering.usecases.exchange.hand_in_orders import HandInOrders, hand_in_orders
from serai.plumbing.back_office import ReadOnlyAdmin, back_to, chip, told_once
from serai.plumbing.back_office.form_page import answer_form
from serai.plumbing.back_office.worded import worded

MAY_IMPORT = "ordering.add_orderimportrow"
_TONES = {"waiting": "waiting", "running": "waiting", "done": "good", "refused": "bad"}


class FileForm(forms.Form):
    """A file, and where its orders come from."""

    file = forms.FileField(
        widget=UnfoldAdminFileFieldWidget,
        help_text="CSV (a row for each line of an order) or NDJSON (an order a line).",
    )
    source = forms.RegexField(
        r"^[a-z0-9][a-z0-9-]{0,49}$",
        label="Where they come from",
        widget=UnfoldAdminTextInputWidget,
        help_text="Small letters, digits and hyphens: old-shop. Orders that name a source keep it.",
    )
    skip_bad = forms.BooleanField(
        required=False,
        label="Take the good orders of a file that has bad ones",
        widget=UnfoldBooleanSwitchWidget,
    )

    def clean_file(self) -> Any:
        """Refuse what is neither format by its name."""
        given = self.cleaned_data["file"]
        if _format_of(given.name) is None:
            raise forms.ValidationError(worded("Its name ends in .csv, .ndjson or .jsonl."))
        return given


@admin.register(OrderImportRow)
class OrderImportAdmin(ReadOnlyAdmin):
    """What was handed in, the newest first."""

    list_display: ClassVar[Any] = (
        "name",
        "standing",
        "progress",
        "created",
        "known",
        "fault_count",
        "source",
        "made_by",
        "made_at",
    )
    search_exactly = ("id",)
    search_help_text = "An id"
    ordering: ClassVar[Any] = ("-made_at", "-id")
    fields: ClassVar[Any] = (
        "name",
        "standing",
        "progress",
        "faults_text",
        "created",
        "known",
        "unlinked",
        "source",
        "file_format",
        "skip_bad",
        "size",
        "made_by",
        "made_at",
        "ended_at",
    )
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("take_in",)
    permission_to_act = MAY_IMPORT

    def get_queryset(self, request: HttpRequest) -> QuerySet[OrderImportRow]:
        """Leave the files themselves where they are."""
        found: QuerySet[OrderImportRow] = super().get_queryset(request).defer("content")
        return found

    def get_urls(self) -> list[URLPattern]:
        """Return the pages' addresses, that of handing in first."""
        view = self.admin_site.admin_view(self.hand_in)
        urls: list[URLPattern] = super().get_urls()
        return [path("hand-in/", view, name="ordering_orderimportrow_hand_in"), *urls]

    @action(description="Bring orders in", permissions=["act"], icon="upload_file", url_path="new")
    def take_in(self, request: HttpRequest) -> HttpResponse:
        """Go to the page on which a file is handed in."""
        return HttpResponseRedirect(reverse("admin:ordering_orderimportrow_hand_in"))

    def hand_in(self, request: HttpRequest) -> HttpResponse:
        """Show the form, and take the file."""
        if not request.user.has_perm(MAY_IMPORT):
            return HttpResponse(status=403)
        form = FileForm(request.POST or None, request.FILES or None)

        def taken() -> tuple[str, HttpResponse]:
            view = hand_in_orders(_command(request, form), now=now())
            said = worded("{name} is being read.", name=view.name)
            return said, back_to(request, OrderImportRow, view.id)

        return answer_form(
            self,
            request,
            form,
            taken,
            title="Bring orders in",
            intro="Orders of elsewhere that are over come in whole, and once: a file may be handed in again."
            " With anything wrong anywhere nothing is written, and every fault is told with its line.",
            submit="Hand it in",
        )

    @admin.display(description="state")
    def standing(self, row: OrderImportRow) -> SafeString:
        """Return where it stands."""
        return chip(row.state, _TONES[row.state])

    @admin.display(description="progress")
    def progress(self, row: OrderImportRow) -> SafeString | str:
        """Return how far it is: every order is looked at first, then written."""
        if row.state == "waiting":
            return worded("waits for a worker")
        if row.state == "running":
            return format_html(
                '<progress aria-label="{}"></progress> {} orders so far', row.name, row.looked_at
            )
        return "through"

    @admin.display(description="what is wrong")
    @told_once
    def faults_text(self, row: OrderImportRow) -> SafeString | str:
        """Return line, field and reason of each fault, the first thousand."""
        view = OrderImportView.of(row)
        if not view.faults:
            return worded("nothing")
        lines = format_html_join(
            "",
            '<tr><td class="pr-6 py-1">{}</td><td class="pr-6">{}</td><td>{}</td></tr>',
            (
                (fault.line, fault.field or worded("the file"), fault.reason)
                for fault in view.faults
            ),
        )
        more = view.fault_count - len(view.faults)
        head = format_html_join(
            "",
            '<th scope="col" class="pr-6 py-1 bo-start">{}</th>',
            ((name,) for name in ("line", "field", "why")),
        )
        return format_html(
            "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}",
            head,
            lines,
            worded("… and {more} more.", more=more) if more else "",
        )


def _command(request: HttpRequest, form: FileForm) -> HandInOrders:
    given = form.cleaned_data["file"]
    file_format = _format_of(given.name)
    assert file_format is not None, "the form has looked"
    return HandInOrders(
        name=given.name,
        content=given.read(),
        file_format=file_format,
        source=form.cleaned_data["source"],
        made_by=request.user.get_username(),
        skip_bad=form.cleaned_data["skip_bad"],
    )


def _format_of(name: str) -> OrderFormat | None:
    endings = {"csv": OrderFormat.CSV, "ndjson": OrderFormat.NDJSON, "jsonl": OrderFormat.NDJSON}
    return endings.get(name.rpartition(".")[2].lower())
