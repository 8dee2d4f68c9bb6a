"""Prices for everyone in the back office, and why a price is what it is."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from unfold.decorators import action
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminTextInputWidget

from serai.kernel.clock import now
from serai.kernel.currencies import exponent_of
from serai.kernel.money import UnitPrice
from serai.plumbing.back_office import ReadOnlyAdmin, amount, as_text, back_to, chip, question
from serai.plumbing.back_office.form_page import answer_form
from serai.plumbing.back_office.worded import told
from serai.pricing.admin.set_price import SetPriceForm
from serai.pricing.domain.list_price_row import MOST_QUANTITY
from serai.pricing.domain.price_list import EVERYONE, BuyingAs
from serai.pricing.models import PriceEntry
from serai.pricing.models.price_entry import LIST_PRICE
from serai.pricing.queries.price_explanation import price_explanation


class AskForm(BaseDialogForm):
    """Who buys, and how many."""

    quantity = forms.IntegerField(
        min_value=1, max_value=MOST_QUANTITY, initial=1, widget=UnfoldAdminIntegerFieldWidget
    )
    customer_group = forms.CharField(
        required=False,
        max_length=64,
        widget=UnfoldAdminTextInputWidget,
        help_text="The group's code; empty: none.",
    )
    company_id = forms.UUIDField(
        required=False, widget=UnfoldAdminTextInputWidget, help_text="Empty: for themselves."
    )


_ASK = question(
    "What does a buyer pay?",
    "The price at this moment, with every price list that is for them.",
    submit="Explain",
    form=AskForm,
)


def as_list(sentences: tuple[str, ...]) -> SafeString:
    """Return sentences one below another."""
    return format_html_join("", "<p>{}</p>", ((sentence,) for sentence in sentences))


@admin.register(PriceEntry)
class PriceEntryAdmin(ReadOnlyAdmin):
    """
    List prices as they were set, newest first.

    An entry is never changed: a new price is a new entry, and the one that began last counts.
    """

    list_display: ClassVar[Any] = (
        "sku",
        "article",
        "channel_code",
        "price",
        "compare_at",
        "standing",
        "valid_from",
        "valid_until",
        "source",
    )
    list_select_related: ClassVar[Any] = ("variant__product",)
    search_exactly = ("variant__sku",)
    search_help_text = "A SKU"
    ordering: ClassVar[Any] = ("-id",)
    fields: ClassVar[Any] = (*list_display, "recorded_at", "why")
    readonly_fields: ClassVar[Any] = fields
    actions_list: ClassVar[Any] = ("set_price",)
    actions_detail: ClassVar[Any] = ("ask",)
    permission_to_act = "pricing.view_priceentry"

    @action(description="Set a price", permissions=["set_price"], icon="add", url_path="set")
    def set_price(self, request: HttpRequest) -> HttpResponse:
        """Let an article cost something from now on, or for a while."""
        form = SetPriceForm(request.POST or None, initial={"sku": request.GET.get("sku", "")})
        return answer_form(
            self,
            request,
            form,
            lambda: form.write(source=f"back office, {request.user.get_username()}"),
            title="What does it cost?",
            intro="A price is never overwritten: this one begins, and the one before stays in the history.",
            submit="Set the price",
        )

    def has_set_price_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may set prices."""
        return request.user.has_perm("pricing.change_priceentry")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the prices for everyone: the condition of the index that finds them."""
        entries: QuerySet[Any] = super().get_queryset(request)
        return entries.filter(LIST_PRICE)

    @admin.display(description="SKU")
    def sku(self, entry: PriceEntry) -> str:
        """Return the variant's SKU."""
        return entry.variant.sku

    @admin.display(description="product")
    def article(self, entry: PriceEntry) -> str:
        """Return the product's name."""
        return entry.variant.product.name

    @admin.display(description="channel")
    def channel_code(self, entry: PriceEntry) -> str:
        """Return the channel's code."""
        return entry.channel_id

    @admin.display(description="price")
    def price(self, entry: PriceEntry) -> SafeString:
        """Return the price of one unit."""
        if entry.exact_minor is not None:
            exact = UnitPrice(
                entry.exact_minor.scaleb(-exponent_of(entry.currency)), entry.currency
            )
            return as_text(f"{exact.amount.normalize():f} {exact.currency}")
        return amount(entry.amount_minor, entry.currency)

    @admin.display(description="was")
    def compare_at(self, entry: PriceEntry) -> SafeString | str:
        """Return the price that is crossed out."""
        return (
            "—"
            if entry.compare_at_minor is None
            else amount(entry.compare_at_minor, entry.currency)
        )

    @admin.display(description="state")
    def standing(self, entry: PriceEntry) -> SafeString:
        """Return whether the entry can count now."""
        instant = now()
        if entry.valid_from > instant:
            return chip("to come", "waiting")
        if entry.valid_until is not None and entry.valid_until <= instant:
            return chip("over", "plain")
        return chip("valid", "good")

    @admin.display(description="why it costs what it costs now")
    def why(self, entry: PriceEntry) -> SafeString:
        """Return the reasons of the present price, for everyone and one unit."""
        return as_list(_explained(entry, EVERYONE, 1))

    @action(
        description="Why for a buyer?",
        permissions=["act"],
        icon="help",
        dialog=_ASK,
        url_path="why",
    )
    def ask(self, request: HttpRequest, form: BaseDialogForm, object_id: str) -> HttpResponse:
        """Say what a buyer pays for so many, and why."""
        entry, asked = self.get_object(request, object_id), form.cleaned_data
        buyer = BuyingAs(asked["customer_group"] or None, asked["company_id"])
        for sentence in _explained(entry, buyer, asked["quantity"]):
            messages.info(request, sentence)
        return back_to(request, PriceEntry, object_id)


def _explained(entry: PriceEntry, buyer: BuyingAs, quantity: int) -> tuple[str, ...]:
    found = price_explanation(
        entry.variant_id,
        sku=entry.variant.sku,
        channel_code=entry.channel_id,
        now=now(),
        buyer=buyer,
        quantity=quantity,
    )
    return tuple(told(each) for each in found.explanation)
