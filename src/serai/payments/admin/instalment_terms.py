"""Under which terms channels lend, in the back office: one page a channel, with a row for each terms."""

from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.safestring import SafeString
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from serai.catalog.public import ChannelNotFound, ChannelView, channel, channels
from serai.kernel.errors import DomainError
from serai.kernel.money import Money
from serai.payments.domain.instalments.terms import Every, Terms
from serai.payments.models import InstalmentTerms
from serai.payments.queries.instalments.offered_terms import offered_terms
from serai.payments.usecases.instalments.set_terms import MOST_TERMS, set_terms
from serai.plumbing.back_office import ReadOnlyAdmin, amount
from serai.plumbing.back_office.form_rows import FormRows, RowForm, RowsOf
from serai.plumbing.back_office.rule_editor import style_address

_EVERY = (("", "—"), (Every.WEEK.value, "weeks"), (Every.MONTH.value, "months"))


def _text(label: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=20, widget=UnfoldAdminTextInputWidget)


class TermsRow(RowForm):
    """One way to pay in parts."""

    parts = _text("Parts")
    step = _text("Apart")
    every = forms.ChoiceField(label="In", choices=_EVERY, widget=UnfoldAdminSelectWidget)
    least = _text("From an amount on")
    most = _text("Up to an amount")
    fee = _text("Fee in all")
    interest = _text("Or interest, % a year")
    says = ("parts", "step", "least", "most")
    needs = ("parts", "step", "every", "least", "most")


ROWS = RowsOf(
    "terms",
    TermsRow,
    "Terms, in the order in which shoppers see them",
    "The first part is paid with the order. Amounts in the channel's currency. A fee or interest, or neither."
    " Without any row nothing is paid in parts.",
    most=MOST_TERMS,
)


@admin.register(InstalmentTerms)
class InstalmentTermsAdmin(ReadOnlyAdmin):
    """What channels offer; above the list a page for each channel."""

    list_display: ClassVar[Any] = ("channel_code", "position", "plan", "totals", "cost")
    list_display_links: ClassVar[Any] = None
    search_exactly = ("channel_code",)
    search_help_text = "A channel's code"
    ordering: ClassVar[Any] = ("channel_code", "position")
    list_before_template = "payments/lending_channels.html"
    permission_to_act = "payments.change_instalmentterms"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the list, and above it the channels."""
        told = [(each, len(offered_terms(each.code))) for each in channels()]
        page: HttpResponse = super().changelist_view(
            request, {**(extra_context or {}), "channels": told}
        )
        return page

    def get_urls(self) -> list[Any]:
        """Return the pages, with that of a channel's terms."""
        of = path(
            "of/<str:channel_code>/",
            self.admin_site.admin_view(self.of_channel),
            name="instalment_terms_of",
        )
        return [of, *super().get_urls()]

    def of_channel(self, request: HttpRequest, channel_code: str) -> HttpResponse:
        """Show what a channel offers, or let it be what was written."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            place = channel(channel_code)
        except ChannelNotFound as unknown:
            raise Http404(str(unknown)) from None
        if request.method != "POST":
            return self._page(request, place, FormRows(ROWS, None, _said(place)))
        if not self.has_act_permission(request):
            raise PermissionDenied
        rows = FormRows(ROWS, request.POST, ())
        if "more_rows" in request.POST:
            return self._page(request, place, rows.grown())
        if rows.is_valid() and self._set(request, place, rows):
            return HttpResponseRedirect(reverse("admin:instalment_terms_of", args=[place.code]))
        return self._page(request, place, rows, status=422)

    def _set(self, request: HttpRequest, place: ChannelView, rows: FormRows) -> bool:
        try:
            set_terms(place.code, [_terms(row, place.currency) for row in rows.said])
        except (DomainError, ValueError) as refusal:
            messages.error(request, str(refusal))
            return False
        count = len(offered_terms(place.code))
        for row in InstalmentTerms.objects.filter(channel_code=place.code)[:1]:
            self.log_change(request, row, f"{place.code} offers {count} terms.")
        messages.success(request, f"{place.name} offers {count} terms from now on.")
        return True

    def _page(
        self, request: HttpRequest, place: ChannelView, rows: FormRows, *, status: int = 200
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": f"Instalments that {place.name} offers",
            "opts": self.model._meta,
            "rows": rows,
            "currency": place.currency,
            "may_change": self.has_act_permission(request),
            "style": style_address(),
        }
        return TemplateResponse(request, "payments/methods.html", context, status=status)

    @admin.display(description="parts")
    def plan(self, row: InstalmentTerms) -> str:
        """Return how many parts, and how far apart."""
        return f"{row.parts}, {row.step} {row.every}{'s' if row.step > 1 else ''} apart"

    @admin.display(description="amounts")
    def totals(self, row: InstalmentTerms) -> str:
        """Return what can be paid so."""
        return f"{Money(row.least_minor, row.currency)} to {Money(row.most_minor, row.currency)}"

    @admin.display(description="costs")
    def cost(self, row: InstalmentTerms) -> SafeString | str:
        """Return what it costs."""
        if row.interest:
            return f"{row.interest * 100:.2f} % a year"
        return amount(row.fee_minor, row.currency) if row.fee_minor else "nothing"


def _said(place: ChannelView) -> list[dict[str, Any]]:
    """Return what a channel offers, as the rows say it."""
    return [
        {
            "parts": str(each.parts),
            "step": str(each.step),
            "every": each.every.value,
            "least": f"{each.least.as_decimal():f}",
            "most": f"{each.most.as_decimal():f}",
            "fee": f"{each.fee.as_decimal():f}" if each.fee else "",
            "interest": f"{(each.interest * 100).normalize():f}" if each.interest else "",
        }
        for each in (offer.terms for offer in offered_terms(place.code))
    ]


def _terms(row: dict[str, Any], currency: str) -> Terms:
    """
    Return the terms that a row says.

    Raises:
        ValueError: something in it is no number, or the terms make no sense.
    """
    fee, interest = str(row["fee"] or "").strip(), str(row["interest"] or "").strip()
    try:
        rate = Decimal(interest or "0") / 100
    except InvalidOperation:
        raise ValueError(f"{interest!r} is no rate.") from None
    return Terms(
        parts=int(row["parts"]),
        step=int(row["step"]),
        every=Every(row["every"]),
        least=Money.parse(row["least"].strip(), currency),
        most=Money.parse(row["most"].strip(), currency),
        fee=Money.parse(fee, currency) if fee else None,
        interest=rate,
    )
