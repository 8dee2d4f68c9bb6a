"""Bounds of proposed prices, as staff write them: in per cent."""

from decimal import Decimal
from typing import Any

from django import forms
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from serai.catalog.public import categories, channels
from serai.plumbing.back_office.worded import worded
from serai.pricing.domain.proposals.price_terms import PriceTerms, Role

_SHARES = (
    "least_margin",
    "most_rise",
    "most_fall",
    "highest",
    "competitor_low",
    "competitor_high",
    "certainty",
)
_ROLES = [
    (Role.PROFIT.value, "profit: margin alone counts"),
    (Role.BALANCE.value, "balance: revenue counts a little"),
    (Role.TRAFFIC.value, "traffic: revenue counts much"),
]


def percent(label: str, least: str, most: str, help_text: str = "") -> forms.DecimalField:
    """Return a field for a percentage between two others."""
    return forms.DecimalField(
        label=f"{label}, %",
        min_value=Decimal(least),
        max_value=Decimal(most),
        max_digits=7,
        decimal_places=2,
        help_text=help_text,
        widget=UnfoldAdminDecimalFieldWidget,
    )


class PriceTermsForm(forms.Form):
    """The terms of a category."""

    channel = forms.ChoiceField(widget=UnfoldAdminSelectWidget)
    category = forms.ChoiceField(
        required=False,
        widget=UnfoldAdminSelectWidget,
        help_text="And what is below it, where nothing deeper has terms of its own.",
    )
    role = forms.ChoiceField(choices=_ROLES, widget=UnfoldAdminSelectWidget, label="For what it is")
    least_margin = percent(
        "Least margin", "0", "95", "The floor: this much of a price stays once the goods are paid."
    )
    highest = percent(
        "Highest price", "100", "1000", "The ceiling, beside the usual price of the year."
    )
    most_rise = percent("Largest step up", "0", "100")
    most_fall = percent("Largest step down", "0", "90")
    days_between = forms.IntegerField(
        min_value=0,
        max_value=365,
        label="Days between two steps",
        widget=UnfoldAdminIntegerFieldWidget,
    )
    endings = forms.CharField(
        required=False,
        max_length=100,
        widget=UnfoldAdminTextInputWidget,
        help_text="What prices end in, such as 9 or 49 99; empty: anything.",
    )
    competitor_low = percent(
        "Lowest beside competitors", "0", "1000", "Of the median of their prices; 0: no bound."
    )
    competitor_high = percent(
        "Highest beside competitors", "0", "1000", "Of the median of their prices; 0: no bound."
    )
    certainty = percent(
        "Least certainty", "50", "99.9", "How sure it must be that another price brings more."
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        known = channels()
        self.fields["channel"].choices = [(each.code, each.name) for each in known]  # type: ignore[attr-defined]
        places = categories(known[0].locale) if known else []
        paths = [
            ("/".join(each.path), "\u2003" * (len(each.path) - 1) + each.name) for each in places
        ]
        self.fields["category"].choices = [("", worded("everything")), *paths]  # type: ignore[attr-defined]

    def clean_endings(self) -> tuple[int, ...]:
        """Return the endings as numbers."""
        said = self.cleaned_data["endings"].replace(",", " ").split()
        if not all(each.isdecimal() and len(each) <= 2 for each in said):
            raise forms.ValidationError(worded("Endings are numbers of one or two digits."))
        return tuple(int(each) for each in said)

    def terms(self) -> PriceTerms:
        """
        Return what was said.

        Raises:
            BadPriceTerms: terms that do not go together.
        """
        said = self.cleaned_data
        return PriceTerms(
            role=Role(said["role"]),
            endings=said["endings"],
            days_between=said["days_between"],
            **{name: said[name] / 100 for name in _SHARES},
        )


def said_of(terms: PriceTerms) -> dict[str, Any]:
    """Return the fields that say these terms."""
    return {
        "role": terms.role.value,
        "endings": " ".join(map(str, terms.endings)),
        "days_between": terms.days_between,
        **{name: f"{(getattr(terms, name) * 100).normalize():f}" for name in _SHARES},
    }
