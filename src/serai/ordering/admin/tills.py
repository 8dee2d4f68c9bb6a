"""Tills in the back office: what they told, what was not as the books say, and the reports of shifts."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm

from serai.kernel.clock import now
from serai.ordering.domain.tills.operation import OperationState
from serai.ordering.models import Till, TillOperation
from serai.ordering.queries.tills.shift_report import ShiftReport, shift_report
from serai.ordering.usecases.tills.look_at_operation import look_at_operation
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
    act,
    act_on_each,
    amount,
    as_json,
    as_text,
    back_to,
    chip,
    instant,
    link,
    question,
)
from serai.plumbing.back_office.worded import worded

_SEEN = question(
    "Is it dealt with?",
    "What was not as the books say stays written here; it no longer waits for anybody.",
    submit="It is",
    form=BaseDialogForm,
)
_TONES = {
    OperationState.MERGED: "good",
    OperationState.WAITING: "waiting",
    OperationState.REFUSED: "bad",
}


@admin.register(Till)
class TillAdmin(ReadOnlyAdmin):
    """Tills by their code; they are set up through the API."""

    list_display: ClassVar[Any] = ("code", "name", "location", "channel_code", "is_active")
    list_select_related: ClassVar[Any] = ("location",)
    search_exactly = ("code",)
    search_help_text = "A code"
    ordering: ClassVar[Any] = ("code",)
    fields: ClassVar[Any] = (*list_display, "currency", "created_at", "id")
    readonly_fields: ClassVar[Any] = fields


@admin.register(TillOperation)
class TillOperationAdmin(ReadOnlyAdmin):
    """What tills told, as it came in."""

    list_display: ClassVar[Any] = (
        "received_at",
        "till_code",
        "kind",
        "receipt",
        "standing",
        "differences",
        "total",
        "cashier",
    )
    list_select_related: ClassVar[Any] = ("till",)
    search_exactly = ("id", "order_id", "shift_id")
    search_help_text = "An id: of the operation, the order, or the shift"
    ordering: ClassVar[Any] = ("-received_at", "-id")
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("kind", "standing", "problem", "differences_text", "seen")}),
        ("What it was", {"fields": ("receipt", "total", "cash", "order", "cashier")}),
        ("When", {"fields": ("occurred_at", "received_at")}),
        ("The shift (Z report)", {"fields": ("report",)}),
        ("As it was told", {"fields": ("payload_text", "shift_id", "id")}),
    )
    readonly_fields: ClassVar[Any] = tuple(
        name for _, fieldset in fieldsets for name in fieldset["fields"]
    )
    actions: ClassVar[Any] = ("seen_selected",)
    actions_detail: ClassVar[Any] = ("look_at",)
    permission_to_act = "ordering.change_tilloperation"

    @action(description="Dealt with", permissions=["act"], icon="done", dialog=_SEEN)
    def look_at(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Note that somebody has dealt with it."""
        row = self.get_object(request, object_id)
        who = request.user.get_username()
        act(
            self,
            request,
            row,
            lambda: look_at_operation(row.pk, seen_by=who, now=now()),
            "Dealt with.",
        )
        return back_to(request, TillOperation, object_id)

    @admin.action(description="Dealt with", permissions=["act"])
    def seen_selected(self, request: HttpRequest, queryset: Any) -> None:
        """Note that somebody has dealt with the selected ones."""
        who = request.user.get_username()
        act_on_each(
            self,
            request,
            queryset,
            lambda row: look_at_operation(row.pk, seen_by=who, now=now()),
            "dealt with",
        )

    @admin.display(description="till")
    def till_code(self, row: TillOperation) -> str:
        """Return the till's code."""
        return row.till.code

    @admin.display(description="state")
    def standing(self, row: TillOperation) -> SafeString:
        """Return what became of it."""
        return chip(row.state, _TONES[OperationState(row.state)])

    @admin.display(description="differences")
    def differences(self, row: TillOperation) -> SafeString | str:
        """Return how many things were not as the books say, and whether somebody looked."""
        if not row.conflicts:
            return "—"
        tone = "plain" if row.seen_at else "waiting"
        return chip(", ".join(each["kind"].replace("_", " ") for each in row.conflicts), tone)

    @admin.display(description="not as the books say")
    def differences_text(self, row: TillOperation) -> SafeString | str:
        """Return each difference with what either side says."""
        told = [
            f"{each['kind'].replace('_', ' ')}: {each['subject'] or '—'}"
            + (
                worded("; the books: {expected}", expected=each["expected"])
                if each["expected"]
                else ""
            )
            + (worded("; the till: {found}", found=each["found"]) if each["found"] else "")
            for each in row.conflicts
        ]
        return as_text("\n".join(told)) if told else "—"

    @admin.display(description="dealt with")
    def seen(self, row: TillOperation) -> SafeString | str:
        """Return who dealt with it."""
        return as_text(f"{row.seen_by}, {instant(row.seen_at)}") if row.seen_at else "—"

    @admin.display(description="total")
    def total(self, row: TillOperation) -> SafeString:
        """Return what it came to; paid out below zero."""
        return amount(row.total_minor, row.till.currency)

    @admin.display(description="cash in the drawer")
    def cash(self, row: TillOperation) -> SafeString:
        """Return by how much the drawer changed."""
        return amount(row.cash_minor, row.till.currency)

    @admin.display(description="order")
    def order(self, row: TillOperation) -> SafeString | str:
        """Return the order's page."""
        if row.order_id is None or row.state != OperationState.MERGED:
            return "—"
        return link("ordering.order", row.order_id, worded("the order's page"))

    @admin.display(description="report")
    def report(self, row: TillOperation) -> SafeString:
        """Return what the shift sold and what its drawer holds; one statement."""
        return as_text(_in_words(shift_report(row.till_id, row.shift_id)))

    @admin.display(description="payload")
    def payload_text(self, row: TillOperation) -> SafeString:
        """Return what was told, word for word."""
        return as_json(row.payload)


def _in_words(report: ShiftReport) -> str:
    drawer = worded("expected {expected_cash}", expected_cash=report.expected_cash)
    if report.counted_cash is not None:
        drawer += worded(", counted {counted_cash}", counted_cash=report.counted_cash)
    if report.difference is not None:
        drawer += worded(", difference {difference}", difference=report.difference)
    still = (
        worded("the shift is open")
        if report.missing is None
        else worded("{missing} still to come", missing=report.missing)
    )
    lines = [
        worded(
            "{sales} sales of {sold}, {returns} returns of {returned}",
            sales=report.sales,
            sold=report.sold,
            returns=report.returns,
            returned=report.returned,
        ),
        worded(
            "by card {by_card}, by gift cards and credit {by_tender}",
            by_card=report.by_card,
            by_tender=report.by_tender,
        ),
        worded("drawer: {drawer}", drawer=drawer),
        worded("everything is here") if report.is_final else still,
    ]
    if report.missing_receipts:
        lines.append(
            worded(
                "receipts missing: {numbers}", numbers=", ".join(map(str, report.missing_receipts))
            )
        )
    return "\n".join(lines)
