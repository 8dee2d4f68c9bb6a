"""How articles are ordered, in the back office."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from serai.inventory.admin.ahead import OfVariant
from serai.inventory.domain.entry import MOST_UNITS
from serai.inventory.models import OrderTerms
from serai.inventory.usecases.demand.order_terms_file import export_order_terms, import_order_terms
from serai.inventory.usecases.demand.set_order_terms import (
    COLUMNS,
    TermsOfOrdering,
    set_order_terms,
)
from serai.kernel.errors import DomainError
from serai.plumbing.back_office import question, to_list
from serai.plumbing.back_office.form_page import answer_form
from serai.plumbing.back_office.worded import why_not, worded


def _units(label: str, *, least: int = 0, empty: str = "", most: int = MOST_UNITS) -> Any:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=least,
        max_value=most,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text=f"Empty: {empty}." if empty else "",
    )


class OrderTermsForm(forms.Form):
    """How one article is ordered."""

    sku = forms.CharField(max_length=64, label="SKU", widget=UnfoldAdminTextInputWidget)
    pack = _units("units of a pack", least=1, empty="it is ordered singly")
    minimum = _units("least units of an order", empty="none")
    most = _units("units that fit at a location", least=1, empty="they all fit")
    shelf = _units("least units at every location", empty="none")
    shelf_life_days = _units("days that it keeps", least=1, empty="for ever", most=10_000)
    lead_days = _units("days until an order is there", empty="as its supplier takes", most=730)
    lead_spread_days = _units("so many sooner or later", empty="to the day", most=365)
    service = forms.DecimalField(
        label="chance of having enough",
        required=False,
        min_value=0.5,
        max_value=0.9999,
        decimal_places=4,
        widget=UnfoldAdminDecimalFieldWidget,
        help_text="From 0.5 to below 1. Empty: by its class.",
    )

    def terms(self) -> TermsOfOrdering:
        """Return what was said."""
        said = {name: value for name, value in self.cleaned_data.items() if value is not None}
        if "service" in said:
            said["service"] = float(said["service"])
        return TermsOfOrdering(**{name: said[name] for name in COLUMNS if name in said})


class OrderTermsFileForm(BaseDialogForm):
    """Terms, as lines of a spreadsheet."""

    text = forms.CharField(
        label="CSV",
        widget=UnfoldAdminTextareaWidget,
        max_length=2_000_000,
        help_text=f"The first line names the columns: {', '.join(COLUMNS)}; only sku is needed.",
    )


@admin.register(OrderTerms)
class OrderTermsAdmin(OfVariant):
    """In which packs articles are ordered, how little and how much, when they come, and how long they keep."""

    list_display: ClassVar[Any] = ("sku", "article", *COLUMNS[1:])
    list_select_related: ClassVar[Any] = ("variant__product",)
    search_exactly = ("variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("pk",)
    fields: ClassVar[Any] = list_display
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("set_terms", "bring_in", "take_out")
    permission_to_act = "inventory.change_balance"

    @action(description="Set terms", permissions=["act"], icon="add", url_path="set")
    def set_terms(self, request: HttpRequest) -> HttpResponse:
        """Ask for the terms of one article, and set them."""
        form = OrderTermsForm(request.POST or None)

        def terms_set() -> str:
            set_order_terms([form.terms()])
            return worded("The terms are set.")

        return answer_form(
            self,
            request,
            form,
            terms_set,
            title="How is the article ordered?",
            intro="What is said replaces all that was said before; proposals know it from the next morning on.",
            submit="Set the terms",
        )

    @action(
        description="Bring terms in",
        permissions=["act"],
        icon="upload",
        url_path="import",
        dialog=question(
            "Bring terms in",
            "All of them are written, or none. Said again, they stand as said last.",
            submit="Bring in",
            form=OrderTermsFileForm,
        ),
    )
    def bring_in(self, request: HttpRequest, form: BaseDialogForm) -> HttpResponse:
        """Write the terms of a file."""
        try:
            count = import_order_terms(form.cleaned_data["text"])
        except DomainError as refusal:
            messages.error(request, why_not(refusal))
        else:
            messages.success(
                request, worded("The terms of {count:,} articles are set.", count=count)
            )
        return to_list(request, OrderTerms)

    @action(description="Take terms out", icon="download", url_path="export")
    def take_out(self, request: HttpRequest) -> HttpResponseBase:
        """Return the same file."""
        name = "attachment; filename=order-terms.csv"
        return StreamingHttpResponse(
            export_order_terms(),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": name},
        )
