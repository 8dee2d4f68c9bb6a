"""Reasons of forecasts and proposals in words for staff."""

from collections.abc import Mapping
from typing import Any

from serai.inventory.domain.demand_reason import DemandReason, reason_of

_FORECAST = {
    "lately": "what it sold in the last weeks",
    "trend": "it sells more or less than a month ago",
    "rhythm": "how evenly it sells",
    "like_weeks": "what it sold in weeks with a like plan",
    "price": "its price and discounts",
    "others": "what articles beside it sell, and what is planned for them",
    "month": "the part of the month",
    "holiday": "holidays near by",
    "promoted_often": "how often it is promoted",
    "weather": "the weather, as warm and as wet as it is foreseen",
    "kind": "what sort of article it is",
}


def forecast_words(reason: DemandReason) -> str:
    """Return what moved a forecast, in words."""
    if reason.code == "planned":
        return f"the plan: {reason.about}"
    return _FORECAST[reason.code]


_PROPOSAL = {
    "expected": "Enough for {days} days: until the order after this one is there.",
    "service": "{units:g} units more than expected, for articles of class {class}.",
    "usual": "Expected as in the mean of the last eight weeks.",
    "new": "It is new: what earlier new articles kept of their first weeks tells what it may sell.",
    "pack": "Whole packs and the least order: {units:+} units.",
    "shelf_life": "{units} units fewer: they would not be sold while they are good.",
    "room": "{units} units fewer: no more fit.",
    "scarce": "Only {units} units for {places} locations that want {wanted}: each goes where it is likeliest to be"
    " sold.",
    "spare": "The other store has {has}, more than it will sell itself until its next delivery.",
}


def worded(reason: Mapping[str, Any]) -> str:
    """Return one reason of a proposal in words."""
    if reason["code"] == "forecast":
        return f"Expected so much by {forecast_words(reason_of(reason['column']))}."
    return _PROPOSAL[reason["code"]].format(**reason)
