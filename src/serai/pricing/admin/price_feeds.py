"""What goods cost and what others ask: as it was said, and by files."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.widgets import UnfoldAdminTextareaWidget

from serai.kernel.clock import now
from serai.kernel.currencies import exponent_of
from serai.plumbing.back_office import ReadOnlyAdmin, amount
from serai.plumbing.back_office.form_page import form_page
from serai.plumbing.back_office.worded import worded
from serai.pricing.models import CompetitorPrice, UnitCost
from serai.pricing.usecases.proposals.feed_rows import FeedRefused
from serai.pricing.usecases.proposals.read_feed import read_competitor_prices, read_costs
from serai.pricing.usecases.proposals.set_unit_costs import set_unit_costs
from serai.pricing.usecases.proposals.take_competitor_prices import take_competitor_prices


class FeedForm(forms.Form):
    """Rows of a file."""

    text = forms.CharField(
        label="CSV", widget=UnfoldAdminTextareaWidget, max_length=5_000_000, strip=False
    )


class FedAdmin(ReadOnlyAdmin):
    """Rows that come by files; a file is taken whole, or not at all with every fault named."""

    columns: ClassVar[str] = ""
    list_select_related: ClassVar[Any] = ("variant",)
    search_exactly = ("variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("-id",)
    actions_list: ClassVar[Any] = ("bring_in",)

    def take(self, request: HttpRequest) -> Callable[[str], int]:
        """Return what takes the text of a file and returns how many rows it wrote."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        """Return the pages' addresses, that of the file first."""
        view = self.admin_site.admin_view(self.file)
        urls: list[URLPattern] = super().get_urls()
        return [path("file/", view, name=self._name("file")), *urls]

    @action(description="Bring in a file", permissions=["act"], icon="upload", url_path="bring-in")
    def bring_in(self, request: HttpRequest) -> HttpResponse:
        """Go to the page on which rows are handed in."""
        return HttpResponseRedirect(reverse(f"admin:{self._name('file')}"))

    def file(self, request: HttpRequest) -> HttpResponse:
        """Show the form, and take the rows."""
        if not self.has_act_permission(request):
            return HttpResponse(status=403)
        form = FeedForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                written = self.take(request)(form.cleaned_data["text"])
            except FeedRefused as refused:
                for fault in refused.errors:
                    form.add_error(
                        "text",
                        worded(
                            "Row {line}, {field}: {reason}",
                            line=fault.line,
                            field=fault.field,
                            reason=fault.reason,
                        ),
                    )
            else:
                messages.success(request, worded("{written:,} rows are taken.", written=written))
                return HttpResponseRedirect(reverse(f"admin:{self._name('changelist')}"))
        return form_page(
            self,
            request,
            form,
            title=worded(
                "Bring in {verbose_name_plural}",
                verbose_name_plural=self.model._meta.verbose_name_plural,
            ),
            intro=worded(
                "The first line names the columns: {columns}. With a fault in any row "
                "nothing is written.",
                columns=self.columns,
            ),
            submit="Bring in",
        )

    def _name(self, page: str) -> str:
        return f"pricing_{self.model._meta.model_name}_{page}"


@admin.register(UnitCost)
class UnitCostAdmin(FedAdmin):
    """What goods cost, as it was said."""

    columns = "sku, currency, cost"
    list_display: ClassVar[Any] = ("variant", "cost", "valid_from", "source")
    fields: ClassVar[Any] = (*list_display, "recorded_at")
    readonly_fields: ClassVar[Any] = fields
    permission_to_act = "pricing.change_unitcost"

    @admin.display(description="cost")
    def cost(self, row: UnitCost) -> SafeString:
        """Return what one costs; costs can be finer than a cent."""
        major = row.cost_minor.scaleb(-exponent_of(row.currency)).normalize()
        return format_html('<span class="bo-amount">{} {}</span>', f"{major:,f}", row.currency)

    def take(self, request: HttpRequest) -> Callable[[str], int]:
        """Write costs."""
        source = request.user.get_username()[:64]
        return lambda text: set_unit_costs(read_costs(text), source=source, now=now())


@admin.register(CompetitorPrice)
class CompetitorPriceAdmin(FedAdmin):
    """What others were seen to ask."""

    columns = "sku, competitor, currency, price, seen_at (an instant with its time zone)"
    list_display: ClassVar[Any] = ("variant", "competitor", "asked", "seen_at")
    permission_to_act = "pricing.change_competitorprice"

    def take(self, request: HttpRequest) -> Callable[[str], int]:
        """Keep what was seen."""
        return lambda text: take_competitor_prices(read_competitor_prices(text), now=now())

    @admin.display(description="price")
    def asked(self, row: CompetitorPrice) -> SafeString:
        """Return the price."""
        return amount(row.amount_minor, row.currency)
