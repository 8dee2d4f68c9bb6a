"""A run of offers as staff write it: shares in per cent, money in the channel's currency."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from serai.catalog.public import channel, channels
from serai.customers.public import segments
from serai.kernel.money import Money
from serai.marketing.queries.planned_run import SendOffers
from serai.marketing.queries.weighed_offers import SentOffer
from serai.plumbing.back_office.form_rows import FormRows, RowForm, RowsOf
from serai.plumbing.back_office.worded import why_not, worded
from serai.pricing.public import promotions

_MOST_OFFERS, _MOST_KNOWN = 20, 500
_HUNDRED = Decimal(100)


def _percent(
    label: str, least: str, most: str, initial: str | None = None, help_text: str = ""
) -> forms.DecimalField:
    return forms.DecimalField(
        label=f"{label}, %",
        min_value=Decimal(least),
        max_value=Decimal(most),
        max_digits=5,
        decimal_places=2,
        initial=initial,
        help_text=help_text,
        widget=UnfoldAdminDecimalFieldWidget(attrs={"step": "any"}),
    )


def _money(label: str, help_text: str = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=3,
        help_text=help_text,
        widget=UnfoldAdminDecimalFieldWidget(attrs={"step": "any"}),
    )


class OfferRow(RowForm):
    """One offer of a run, and what is said of it."""

    says = ("promotion",)
    needs = ("cost", "wins_back")

    promotion = forms.ChoiceField(label="Offer", widget=UnfoldAdminSelectWidget)
    cost = _money("One use costs")
    wins_back = _percent("Wins back", "0", "100")
    lifts = _percent("Lifts", "0", "100")
    used_by = _percent("Used anyway", "0", "100")


OFFERS = RowsOf(
    "offers",
    OfferRow,
    "Offers",
    "Active promotions that coupons open. Say what you expect: of a hundred who would buy nothing, how many the offer"
    " wins back; by how much those who come anyway spend more; how many of these use it all the same. What the shop's"
    " own runs showed corrects it.",
    most=_MOST_OFFERS,
)


class OfferRunForm(forms.Form):
    """Whom, where, and within what."""

    code = forms.RegexField(
        r"^[a-z0-9][a-z0-9-]{0,63}$",
        label="Code",
        widget=UnfoldAdminTextInputWidget,
        help_text="What staff call the run, such as spring-2027. A run is made once.",
    )
    channel = forms.ChoiceField(widget=UnfoldAdminSelectWidget)
    segment = forms.ChoiceField(
        widget=UnfoldAdminSelectWidget,
        help_text="Of its members only those are asked who allow offers by e-mail and profiling.",
    )
    margin = _percent(
        "Margin",
        "0.01",
        "100",
        "25",
        "What the shop keeps of what is spent, once the goods are paid.",
    )
    budget = _money(
        "Budget", "In the channel's currency; what uses of the offers may cost together."
    )
    valid_days = forms.IntegerField(
        label="Days that coupons work",
        initial=14,
        min_value=1,
        max_value=30,
        widget=UnfoldAdminIntegerFieldWidget,
    )
    holdout = _percent(
        "Kept back by lot",
        "0",
        "50",
        "10",
        "So many of those chosen get no letter: beside them it is seen what the offers do. With none the shop learns"
        " nothing from the run.",
    )

    def __init__(self, data: QueryDict | None = None, **more: Any) -> None:
        """Offer every channel and segment to choose from."""
        super().__init__(data, **more)
        places = [(each.code, each.name) for each in channels()]
        known = [(str(each.id), each.name) for each in segments()]
        self.fields["channel"].choices = places  # type: ignore[attr-defined]
        self.fields["segment"].choices = known  # type: ignore[attr-defined]
        self.rows = with_choices(offer_rows(data))

    def clean(self) -> dict[str, Any]:
        """Check the rows, too."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.rows.is_valid():
            self.add_error(None, worded("Offers: a row needs mending."))
        elif not self.rows.said:
            self.add_error(None, worded("Name at least one offer."))
        if not self.errors:
            self._check_amounts()
        return said

    def _check_amounts(self) -> None:
        """Refuse an amount finer than the channel's currency is."""
        try:
            self.command(by="")
        except ValueError as refusal:
            self.add_error(None, why_not(refusal))

    def command(self, by: str) -> SendOffers:
        """Return the run that the form describes."""
        said = self.cleaned_data
        currency = channel(said["channel"]).currency
        return SendOffers(
            code=said["code"],
            channel_code=said["channel"],
            segment_id=UUID(said["segment"]),
            offers=tuple(_offer(each, currency) for each in self.rows.said),
            margin=said["margin"] / _HUNDRED,
            budget_minor=Money.parse(said["budget"], currency).minor,
            valid=timedelta(days=said["valid_days"]),
            made_by=by,
            holdout=said["holdout"] / _HUNDRED,
        )


def offer_rows(data: QueryDict | None) -> FormRows:
    """Return the rows of offers as they were typed."""
    return FormRows(OFFERS, data, ())


def with_choices(rows: FormRows) -> FormRows:
    """Return the rows with every promotion that can be sent; one statement."""
    known = [
        (str(each.id), each.name)
        for each in promotions(state="active", limit=_MOST_KNOWN)
        if each.needs_coupon
    ]
    for row in rows:
        row.fields["promotion"].choices = [("", "—"), *known]  # type: ignore[attr-defined]
    return rows


def _offer(said: dict[str, Any], currency: str) -> SentOffer:
    return SentOffer(
        promotion_id=UUID(said["promotion"]),
        cost_minor=Money.parse(said["cost"], currency).minor,
        wins_back=said["wins_back"] / _HUNDRED,
        lifts=(said["lifts"] or Decimal(0)) / _HUNDRED,
        used_by=(said["used_by"] or Decimal(0)) / _HUNDRED,
    )
