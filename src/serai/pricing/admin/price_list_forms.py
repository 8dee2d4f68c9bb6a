"""What the back office asks about price lists."""

from typing import Any

from django import forms
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from serai.catalog.public import channels
from serai.customers.public import customer_groups
from serai.pricing.domain.list_price_row import MOST_QUANTITY
from serai.pricing.domain.price_list import ListKind

_KINDS = (
    (ListKind.LOWER.value, "where they are lower"),
    (ListKind.FIXED.value, "as they are, even above the price for everyone"),
)


class OpenForm(BaseDialogForm):
    """A new price list."""

    code = forms.SlugField(max_length=64, widget=UnfoldAdminTextInputWidget)
    name = forms.CharField(max_length=200, widget=UnfoldAdminTextInputWidget)
    channel = forms.ChoiceField(widget=UnfoldAdminSelectWidget)
    kind = forms.ChoiceField(
        choices=_KINDS, label="Its prices count", widget=UnfoldAdminSelectWidget
    )
    customer_group = forms.ChoiceField(required=False, widget=UnfoldAdminSelectWidget)
    company_id = forms.UUIDField(
        required=False, label="Company", widget=UnfoldAdminTextInputWidget, help_text="Its id."
    )
    store = forms.CharField(
        required=False,
        max_length=64,
        widget=UnfoldAdminTextInputWidget,
        help_text="Its code: who buys there pays these prices; empty: everywhere.",
    )
    priority = forms.IntegerField(
        initial=0,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text="Among lists for the same buyers the greater comes first.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the channels and groups that there are."""
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [(shop.code, shop.name) for shop in channels()]
        self.fields["customer_group"].choices = [
            ("", "everyone"),
            *((group.code, group.name) for group in customer_groups()),
        ]


class PriceForm(BaseDialogForm):
    """A price of the list."""

    sku = forms.CharField(max_length=64, label="SKU", widget=UnfoldAdminTextInputWidget)
    min_quantity = forms.IntegerField(
        min_value=1,
        max_value=MOST_QUANTITY,
        initial=1,
        label="From how many on",
        widget=UnfoldAdminIntegerFieldWidget,
    )
    amount = forms.CharField(
        required=False,
        max_length=32,
        widget=UnfoldAdminTextInputWidget,
        help_text="Such as 1.99 or 0.0125; empty takes the price off the list.",
    )
    compare_at = forms.CharField(
        required=False,
        max_length=32,
        label="Former or recommended price",
        widget=UnfoldAdminTextInputWidget,
    )


class FileForm(BaseDialogForm):
    """A file of prices."""

    text = forms.CharField(
        label="File",
        strip=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 10}),
        help_text="CSV: sku, min_quantity, amount, compare_at, valid_from, valid_until.",
    )
    replacing = forms.BooleanField(
        required=False,
        label="Take off the list what the file does not name",
        widget=UnfoldBooleanSwitchWidget,
    )
