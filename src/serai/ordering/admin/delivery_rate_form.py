"""What the back office asks about a way of delivery."""

from typing import Any

from django import forms
from unfold.widgets import (
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from serai.catalog.public import channel, channels
from serai.kernel.money import Money
from serai.ordering.domain.delivery import DeliveryKind, Rate
from serai.ordering.queries.rates import delivery_rates
from serai.ordering.usecases.set_delivery_rates import set_delivery_rates
from serai.plumbing.back_office.worded import why_not, worded
from serai.plumbing.db import unit_of_work

_KINDS = (
    (DeliveryKind.DELIVERY.value, "it is brought"),
    (DeliveryKind.PICKUP.value, "it is collected"),
)


def _days(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=365, widget=UnfoldAdminIntegerFieldWidget
    )


class DeliveryRateForm(forms.Form):
    """A way of delivery, and what it costs."""

    channel = forms.ChoiceField(label="channel", widget=UnfoldAdminSelectWidget)
    code = forms.SlugField(
        label="code",
        max_length=64,
        widget=UnfoldAdminTextInputWidget,
        help_text="Short and stable: parcel. A code that is there already gets a further price.",
    )
    kind = forms.ChoiceField(label="how", choices=_KINDS, widget=UnfoldAdminSelectWidget)
    labels = forms.CharField(
        label="what it is called",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        help_text="A language a line: en By parcel",
    )
    price = forms.DecimalField(label="price", min_value=0, widget=UnfoldAdminTextInputWidget)
    from_worth = forms.DecimalField(
        label="for items worth",
        min_value=0,
        initial=0,
        widget=UnfoldAdminTextInputWidget,
        help_text="From this worth of the items on: free from 50 is a second rate with the price 0.",
    )
    earliest_days = _days("earliest, in days")
    latest_days = _days("latest, in days")
    countries = forms.CharField(
        label="countries",
        required=False,
        max_length=1000,
        widget=UnfoldAdminTextInputWidget,
        help_text="Where it goes, such as DE, AT; empty: everywhere.",
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["channel"].choices = [  # type: ignore[attr-defined]
            (place.code, f"{place.name} ({place.currency})") for place in channels()
        ]

    def clean_labels(self) -> dict[str, str]:
        """Return the names by language."""
        pairs = [line.strip().partition(" ") for line in self.cleaned_data["labels"].splitlines()]
        labels = {language: name.strip() for language, _, name in pairs if language}
        if not all(labels.values()):
            raise forms.ValidationError(worded("Each line is a language and a name: en By parcel"))
        return labels

    def clean_countries(self) -> tuple[str, ...]:
        """Return the countries' codes."""
        codes = self.cleaned_data["countries"].upper().replace(",", " ").split()
        if any(len(code) != 2 or not code.isalpha() for code in codes):
            raise forms.ValidationError(worded("Countries are two letters each: DE, AT"))
        return tuple(codes)

    def clean(self) -> dict[str, Any]:
        """Read the amounts in the channel's currency."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("price", "from_worth") if "channel" in said else ():
            try:
                said[name] = Money.parse(said.get(name, 0), channel(said["channel"]).currency)
            except ValueError as mistake:
                self.add_error(name, why_not(mistake))
        return said

    @unit_of_work()
    def write(self) -> str:
        """Offer it beside what the channel offers; return what was done, in words."""
        said = self.cleaned_data
        there = delivery_rates(said["channel"])
        rate = Rate(
            said["code"],
            DeliveryKind(said["kind"]),
            said["labels"],
            said["from_worth"].minor,
            said["price"].minor,
            said["earliest_days"],
            said["latest_days"],
            max((each.position for each in there), default=-1) + 1,
            said["countries"],
        )
        set_delivery_rates(said["channel"], [*there, rate])
        return worded("{code} costs {price}.", code=rate.code, price=said["price"])
