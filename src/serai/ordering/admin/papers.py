"""Invoices, credit notes and the companies that issue them, in the back office."""

from typing import Any, ClassVar

import msgspec
from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from serai.kernel.clock import now
from serai.kernel.errors import DomainError
from serai.ordering.domain.papers.issuer import InvoicedWhen, Issuer
from serai.ordering.domain.papers.paper import Paper, PaperKind
from serai.ordering.domain.papers.paper_ticket import Printed
from serai.ordering.models import IssuerRow, PaperRow
from serai.ordering.queries.papers.issuers import issuer
from serai.ordering.queries.papers.paper_links import printed_url
from serai.ordering.usecases.papers.set_issuer import set_issuer
from serai.plumbing.back_office import (
    ReadOnlyAdmin,
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


@admin.register(PaperRow)
class PaperAdmin(ReadOnlyAdmin):
    """What was issued, the newest first."""

    list_display: ClassVar[Any] = ("number", "what", "issued_at", "worth", "its_order", "issuer_id")
    search_exactly = ("number", "order_id", "id")
    search_help_text = "A number, or the id of an order"
    ordering: ClassVar[Any] = ("-issued_at", "-id")
    fields: ClassVar[Any] = (
        "number",
        "what",
        "pdf",
        "issued_at",
        "worth",
        "its_order",
        "issuer_id",
        "buyer",
        "taxes",
        "reason",
        "sha256",
        "id",
    )
    readonly_fields: ClassVar[Any] = fields

    @admin.display(description="kind")
    def what(self, row: PaperRow) -> SafeString:
        """Return which kind it is."""
        return chip(row.kind, "plain" if row.kind == PaperKind.INVOICE.value else "waiting")

    @admin.display(description="amount")
    def worth(self, row: PaperRow) -> SafeString:
        """Return what it comes to."""
        return amount(row.total_minor, row.currency)

    @admin.display(description="PDF")
    def pdf(self, row: PaperRow) -> SafeString:
        """Return a link to the file."""
        return pdf_link(Printed.PAPER, row.pk, worded("Open"))

    @admin.display(description="order")
    def its_order(self, row: PaperRow) -> SafeString:
        """Return a link to the order."""
        return link("ordering.order", row.order_id, worded("the order"))

    @admin.display(description="invoiced to")
    def buyer(self, row: PaperRow) -> SafeString:
        """Return who it is for."""
        told = _said(row).buyer
        ids = [" ".join(pair) for pair in told.tax_ids]
        return as_text("\n".join((told.name, *told.lines, *ids)))

    @admin.display(description="taxes")
    def taxes(self, row: PaperRow) -> SafeString | str:
        """Return the tax by rate."""
        paper = _said(row)
        told = {
            f"{tax.name or gettext('tax')} {tax.rate:%}": worded(
                "{tax_minor} of {base_minor}", tax_minor=tax.tax_minor, base_minor=tax.base_minor
            )
            for tax in paper.taxes
        }
        return as_lines(told) if told else "—"

    @admin.display(description="reason")
    def reason(self, row: PaperRow) -> str:
        """Return why it was issued, where somebody said so."""
        paper = _said(row)
        return " · ".join(filter(None, (paper.about, paper.reason))) or "—"


class IssuerForm(BaseDialogForm):
    """What a company says on its papers."""

    name = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)
    address = forms.CharField(
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}), help_text="Line by line."
    )
    country = forms.RegexField(
        r"^[A-Z]{2}$", widget=UnfoldAdminTextInputWidget, help_text="Two letters, such as DE."
    )
    tax_ids = forms.CharField(
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        help_text="One a line, such as: VAT DE136695976",
    )
    registered = forms.CharField(required=False, max_length=200, widget=UnfoldAdminTextInputWidget)
    note = forms.CharField(required=False, max_length=500, widget=UnfoldAdminTextInputWidget)
    invoiced_when = forms.ChoiceField(
        choices=[(when.value, when.value.replace("_", " ")) for when in InvoicedWhen],
        widget=UnfoldAdminSelectWidget,
    )
    returns_to = forms.CharField(
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="Where parcels come back to; empty: the address.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound or not self.object_id:
            return
        try:
            company = issuer(str(self.object_id))
        except DomainError:
            return
        self.initial |= {
            "name": company.name,
            "address": "\n".join(company.address),
            "country": company.country,
            "tax_ids": "\n".join(" ".join(pair) for pair in company.tax_ids),
            "registered": company.registered,
            "note": company.note,
            "invoiced_when": company.invoiced_when.value,
            "returns_to": "\n".join(company.returns_to),
        }


@admin.register(IssuerRow)
class IssuerAdmin(ReadOnlyAdmin):
    """The companies that issue invoices; the staff API sets up a new one."""

    list_display: ClassVar[Any] = ("code", "name", "invoiced_when", "its_channels", "changed_at")
    search_exactly = ("code",)
    search_help_text = "A company's code"
    ordering: ClassVar[Any] = ("code",)
    fields: ClassVar[Any] = ("code", "said_text", "invoiced_when", "its_channels", "changed_at")
    readonly_fields: ClassVar[Any] = fields
    actions_detail: ClassVar[Any] = ("say_anew",)
    permission_to_act = "ordering.change_issuerrow"

    def get_queryset(self, request: HttpRequest) -> QuerySet[IssuerRow]:
        """Bring the channels along."""
        found: QuerySet[IssuerRow] = super().get_queryset(request).prefetch_related("channels")
        return found

    @action(
        description="Change",
        permissions=["act"],
        icon="edit",
        url_path="say",
        dialog=question(
            "What do its papers say?",
            "Papers that were issued stay as they are.",
            submit="Save",
            form=IssuerForm,
        ),
    )
    def say_anew(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Write the company down anew."""
        row = self.get_object(request, object_id)
        said = form.cleaned_data
        changed: Issuer = msgspec.structs.replace(
            issuer(row.code),
            name=said["name"],
            address=_lines(said["address"]),
            country=said["country"],
            tax_ids=tuple(_pair(text) for text in _lines(said["tax_ids"])),
            registered=said["registered"],
            note=said["note"],
            invoiced_when=InvoicedWhen(said["invoiced_when"]),
            returns_to=_lines(said["returns_to"]),
        )
        act(self, request, row, lambda: set_issuer(changed, now=now()), "Saved.")
        return back_to(request, IssuerRow, object_id)

    @admin.display(description="name")
    def name(self, row: IssuerRow) -> str:
        """Return the company's name."""
        return str(row.said.get("name", ""))

    @admin.display(description="what it says")
    def said_text(self, row: IssuerRow) -> SafeString:
        """Return what its papers say."""
        return as_lines(row.said)

    @admin.display(description="channels")
    def its_channels(self, row: IssuerRow) -> str:
        """Return through which channels it sells."""
        return ", ".join(sorted(each.channel_code for each in row.channels.all())) or worded("none")


def pdf_link(what: Printed, key: Any, text: str) -> SafeString:
    """Return a link to a PDF, good for an hour."""
    return format_html(
        '<a class="bo-link" href="{}" target="_blank" rel="noopener">{}</a>',
        printed_url(what, key, now=now()),
        text,
    )


def _said(row: PaperRow) -> Paper:
    return msgspec.json.decode(row.content, type=Paper)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _pair(text: str) -> tuple[str, str]:
    kind, _, number = text.partition(" ")
    return (kind, number.strip()) if number else ("VAT", kind)
