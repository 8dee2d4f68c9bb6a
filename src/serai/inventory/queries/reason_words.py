"""Reasons of forecasts and proposals, in the words of the staff who read them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop

from serai.inventory.domain.demand_reason import DemandReason, reason_of
from serai.plumbing.back_office.worded import worded

_FORECAST = {
    "lately": gettext_noop("what it sold in the last weeks"),
    "trend": gettext_noop("it sells more or less than a month ago"),
    "rhythm": gettext_noop("how evenly it sells"),
    "like_weeks": gettext_noop("what it sold in weeks with a like plan"),
    "price": gettext_noop("its price and discounts"),
    "others": gettext_noop("what articles beside it sell, and what is planned for them"),
    "month": gettext_noop("the part of the month"),
    "holiday": gettext_noop("holidays near by"),
    "promoted_often": gettext_noop("how often it is promoted"),
    "weather": gettext_noop("the weather, as warm and as wet as it is foreseen"),
    "kind": gettext_noop("what sort of article it is"),
    "general_prior": gettext_noop("a prior: what an article of any shop may sell"),
    "shop_prior": gettext_noop("a prior: what the articles of this shop have sold so far"),
    "kind_prior": gettext_noop("a prior: what the articles of its category have sold so far"),
    "own_weeks": gettext_noop("what it sold itself in the first weeks of the shop"),
}


def forecast_words(reason: DemandReason) -> str:
    """Return what moved a forecast, in words."""
    if reason.code == "planned":
        return worded("the plan: {about}", about=reason.about)
    return worded(_FORECAST[reason.code])


_PROPOSAL = {
    "expected": gettext_noop("Enough for {days} days: until the order after this one is there."),
    "service": gettext_noop("{units:g} units more than expected, for articles of class {class}."),
    "usual": gettext_noop("Expected as in the mean of the last eight weeks."),
    "new": gettext_noop(
        "It is new: what earlier new articles kept of their first weeks tells what it may sell."
    ),
    "first_weeks": gettext_noop(
        "The shop is young: {own} % of what is expected is what it sold itself, the rest is a prior."
    ),
    "pack": gettext_noop("Whole packs and the least order: {units:+} units."),
    "shelf_life": gettext_noop("{units} units fewer: they would not be sold while they are good."),
    "room": gettext_noop("{units} units fewer: no more fit."),
    "scarce": gettext_noop(
        "Only {units} units for {places} locations that want {wanted}: each goes where it is likeliest to be"
        " sold."
    ),
    "spare": gettext_noop(
        "The other store has {has}, more than it will sell itself until its next delivery."
    ),
}


def reason_in_words(reason: Mapping[str, Any]) -> str:
    """Return one reason of a proposal in words."""
    if reason["code"] == "forecast":
        return worded(
            "Expected so much by {reason}.", reason=forecast_words(reason_of(reason["column"]))
        )
    return worded(_PROPOSAL[reason["code"]], **reason)
