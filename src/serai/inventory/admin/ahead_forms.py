"""What the back office asks about selling ahead."""

from datetime import date
from typing import Any

from django import forms
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from serai.inventory.domain.ahead.terms import AheadKind, AheadTerms, PayAhead
from serai.inventory.domain.entry import MOST_UNITS

_KINDS = [
    (AheadKind.REFUSE.value, "sold out means sold out"),
    (AheadKind.BACK_ORDER.value, "back-order: it comes again"),
    (AheadKind.PRE_ORDER.value, "pre-order: it is not out yet"),
]
_PAYS = [
    (PayAhead.NOW.value, "as the method of payment takes it"),
    (PayAhead.WITH_GOODS.value, "with the goods, where the method can"),
]


def a_day(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label, required=required, widget=UnfoldAdminSingleDateWidget, help_text=help_text
    )


class TermsForm(BaseDialogForm):
    """On which terms an article is sold ahead."""

    sku = forms.CharField(max_length=64, label="SKU", widget=UnfoldAdminTextInputWidget)
    channel = forms.CharField(max_length=64, widget=UnfoldAdminTextInputWidget, initial="web")
    kind = forms.ChoiceField(choices=_KINDS, widget=UnfoldAdminSelectWidget)
    most_units = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_UNITS,
        widget=UnfoldAdminIntegerFieldWidget,
        label="units that may wait at once",
        help_text="Empty: as many as are expected.",
    )
    only_expected = forms.BooleanField(
        required=False,
        initial=True,
        widget=UnfoldBooleanWidget,
        label="no more than expected deliveries bring",
    )
    until = a_day("last day of back-orders", help_text="Empty: until further notice.")
    release_on = a_day("released on", help_text="Of a pre-order: nothing leaves before.")
    pay = forms.ChoiceField(choices=_PAYS, widget=UnfoldAdminSelectWidget, label="paid")

    def terms(self) -> dict[tuple[str, str], AheadTerms]:
        """Return what was said, by article and channel."""
        said: dict[str, Any] = self.cleaned_data
        terms = AheadTerms(
            AheadKind(said["kind"]),
            said["until"],
            said["most_units"],
            said["only_expected"],
            said["release_on"],
            PayAhead(said["pay"]),
        )
        return {(said["sku"], said["channel"]): terms}


class ArrivedForm(BaseDialogForm):
    """How much of a delivery has come."""

    units = forms.IntegerField(
        min_value=1, max_value=MOST_UNITS, widget=UnfoldAdminIntegerFieldWidget
    )
    is_last = forms.BooleanField(
        required=False, widget=UnfoldBooleanWidget, label="the rest of it never comes"
    )


class DaysForm(BaseDialogForm):
    """When a delivery comes after all."""

    first_on = a_day("may come from", required=True)
    last_on = a_day("has come by", required=True)

    def days(self) -> tuple[date, date]:
        """Return the first and the last day."""
        return self.cleaned_data["first_on"], self.cleaned_data["last_on"]


class DeliveriesForm(BaseDialogForm):
    """Deliveries, as lines of a spreadsheet."""

    text = forms.CharField(
        label="CSV",
        widget=UnfoldAdminTextareaWidget,
        max_length=2_000_000,
        help_text="reference,sku,location,quantity,first_on,last_on,supplier with that first line;"
        " days as 2026-12-03; a quantity of 0 calls a delivery off.",
    )
