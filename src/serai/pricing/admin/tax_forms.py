"""What the back office asks about taxes."""

from decimal import Decimal, InvalidOperation

from django import forms
from unfold.forms import BaseDialogForm
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from serai.plumbing.back_office.worded import worded
from serai.pricing.domain.tax import ChannelTax, Place, RoundedAt, Sourcing
from serai.pricing.domain.tax.rate_file import COLUMNS

_SOURCINGS = (
    (Sourcing.FLAT.value, "the rates below, everywhere"),
    (Sourcing.ORIGIN.value, "the table's, where the goods come from"),
    (Sourcing.DESTINATION.value, "the table's, where the goods go"),
    (Sourcing.US.value, "the table's, by each American state's rule"),
    (Sourcing.EU.value, "the table's, by the EU's rules for goods"),
)


class TaxForm(BaseDialogForm):
    """How a channel charges tax."""

    name = forms.CharField(max_length=64, widget=UnfoldAdminTextInputWidget)
    sourcing = forms.ChoiceField(
        required=False, choices=_SOURCINGS, label="Which rates", widget=UnfoldAdminSelectWidget
    )
    rates = forms.CharField(
        required=False,
        widget=UnfoldAdminTextareaWidget,
        help_text="A tax class and its rate on each line, such as: standard 0.19",
    )
    rounded_at = forms.ChoiceField(
        choices=[(where.value, f"each {where.value}") for where in RoundedAt],
        widget=UnfoldAdminSelectWidget,
    )
    origin = forms.CharField(
        required=False,
        max_length=90,
        label="Where goods come from",
        widget=UnfoldAdminTextInputWidget,
        help_text="Country, region, postcode: DE, or US, OH, 45402. Needed for the table.",
    )
    registrations = forms.CharField(
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text="Where you collect, such as: US-OH, US-KS or GB.",
    )
    oss = forms.BooleanField(
        required=False, label="EU one-stop shop", widget=UnfoldBooleanSwitchWidget
    )
    delivery_like_goods = forms.BooleanField(
        required=False,
        label="Delivery is taxed as the goods are",
        widget=UnfoldBooleanSwitchWidget,
    )
    reason = forms.CharField(
        required=False,
        max_length=300,
        widget=UnfoldAdminTextInputWidget,
        help_text="Told to shoppers where no tax is charged.",
    )

    def clean_rates(self) -> dict[str, Decimal]:
        """Return the rates by tax class."""
        rates: dict[str, Decimal] = {}
        for line in self.cleaned_data["rates"].splitlines():
            tax_class, _, rate = line.strip().partition(" ")
            if not tax_class:
                continue
            try:
                rates[tax_class] = Decimal(rate.strip())
            except InvalidOperation:
                raise forms.ValidationError(
                    worded("{line!r} is no tax class with its rate.", line=line)
                ) from None
        return rates

    def clean_registrations(self) -> frozenset[str]:
        """Return the jurisdictions."""
        said = self.cleaned_data["registrations"].replace(",", " ").upper()
        return frozenset(said.split())

    def clean_origin(self) -> Place:
        """Return the place, without a country when nothing is said."""
        parts = [part.strip() for part in self.cleaned_data["origin"].split(",")][:3]
        if parts[0] and not (len(parts[0]) == 2 and parts[0].isalpha()):
            raise forms.ValidationError(worded("Begin with the country's two letters, such as DE."))
        return Place.of(*parts)

    def as_channel_tax(self, there: ChannelTax) -> ChannelTax:
        """Return what was said; rounding and provider stay as they are."""
        said = self.cleaned_data
        return ChannelTax(
            name=said["name"],
            rounded_at=RoundedAt(said["rounded_at"]),
            rounding=there.rounding,
            rates=said["rates"],
            reason=said["reason"],
            sourcing=Sourcing(said["sourcing"] or Sourcing.FLAT),
            origin=said["origin"],
            registrations=said["registrations"],
            oss=said["oss"],
            delivery_like_goods=said["delivery_like_goods"],
            provider=there.provider,
        )


class RatesForm(BaseDialogForm):
    """Rates for the table."""

    text = forms.CharField(
        label="Rates",
        widget=UnfoldAdminTextareaWidget,
        initial=",".join(COLUMNS) + "\n",
        help_text=(
            "Comma-separated, below the names of the columns. Such as:"
            " vat,VAT,DE,0.19,2021-01-01,,,,standard"
        ),
    )
