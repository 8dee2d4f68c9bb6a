"""What the back office asks about goods that go from one location to another."""

from typing import Any

from django import forms
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from serai.plumbing.back_office.worded import worded


class UnitsField(forms.CharField):
    """Lines of an article and its units."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label="articles",
            widget=UnfoldAdminTextareaWidget,
            max_length=200_000,
            **options,
        )

    def clean(self, value: Any) -> dict[str, int] | None:
        """Return the units by SKU; `None` where nothing is said."""
        lines = [line for line in str(super().clean(value)).splitlines() if line.strip()]
        units: dict[str, int] = {}
        for line in lines:
            sku, _, many = (part.strip() for part in line.rpartition(","))
            if not sku or not many.isdecimal() or sku in units:
                raise forms.ValidationError(
                    worded("{line!r}: write each article once, as “SKU, units”.", line=line)
                )
            units[sku] = int(many)
        return units or None


class PlanForm(BaseDialogForm):
    """What is to go from where to where."""

    source = forms.CharField(max_length=64, label="from", widget=UnfoldAdminTextInputWidget)
    target = forms.CharField(max_length=64, label="to", widget=UnfoldAdminTextInputWidget)
    units = UnitsField(help_text="A line for each: SKU, units.")
    note = forms.CharField(required=False, max_length=500, widget=UnfoldAdminTextInputWidget)


class SendForm(BaseDialogForm):
    """What really leaves."""

    units = UnitsField(
        required=False, help_text="Only where other units leave than planned: SKU, units."
    )


class ReceiveForm(BaseDialogForm):
    """What came."""

    units = UnitsField(
        required=False, help_text="SKU, units. Empty: all that was sent and has not come yet."
    )
    is_last = forms.BooleanField(
        required=False,
        widget=UnfoldBooleanWidget,
        label="nothing more will come: what is missing is lost",
    )
