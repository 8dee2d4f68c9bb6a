"""Which customer should get which offer, within a budget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from serai.customers.models import Prediction
from serai.customers.queries.consent_view import customers_allowing
from serai_science.budget import best_offers

_LEAST_LIKING, _MOST_LIKING = 0.2, 5.0


@dataclass(frozen=True, slots=True)
class Offer:
    """
    An offer and what an experiment showed of it; shares are 0 to 1.

    Attributes:
        code: how it is named.
        cost_minor: what one use of it costs the shop.
        wins_back: of customers who would buy nothing, how many more buy because of it.
        lifts: by what share those who would buy anyway spend more.
        used_by: how many of those who would buy anyway use it all the same.
        likes: the chance that a customer buys what it is for, where that is known: the shares are told of each by
            that chance over the mean, at least a fifth and at most five times.
    """

    code: str
    cost_minor: int
    wins_back: Decimal
    lifts: Decimal
    used_by: Decimal
    likes: Mapping[UUID, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfferWorth:
    """
    What an offer is expected to do with one customer, and from what.

    Attributes:
        gain_minor: margin beyond what comes anyway.
        cost_minor: expected of its uses.
        churn: the chance that they would buy nothing.
        when_here_minor: what they would spend if they come.
        liking: how many times as likely as others they buy what the offer is for; 1 where nothing is known.
    """

    gain_minor: int
    cost_minor: int
    churn: Decimal
    when_here_minor: int
    liking: float = 1.0


@dataclass(frozen=True, slots=True)
class OfferPlan:
    """
    Who gets which offer.

    Attributes:
        offers: the offer's code for each customer who gets one.
        worth: what it is expected to do with each of them.
        gain_minor: margin expected beyond what comes anyway, before what the offers cost.
        cost_minor: expected; never above the budget.
        price: what one more minor unit of budget would bring, in minor units of margin.
        at_most_minor: what no plan within the budget can exceed.
        known: of how many something is expected.
        ahead_days: how far that looks ahead; 0 where nothing is expected of anybody.
    """

    offers: dict[UUID, str]
    worth: dict[UUID, OfferWorth]
    gain_minor: int
    cost_minor: int
    price: float
    at_most_minor: int
    known: int = 0
    ahead_days: int = 0


def plan_offers(
    customer_ids: Sequence[UUID],
    offers: Sequence[Offer],
    *,
    purpose: str,
    margin: Decimal,
    budget_minor: int,
    currency: str = "",
) -> OfferPlan:
    """
    Return the plan that brings most margin within a budget; three statements.

    Only customers with a prediction of churn who allow both `profiling` and `purpose` get anything, and an offer
    is given only where it brings more than it costs.

    Args:
        customer_ids: whom it may concern, such as the members of a segment.
        offers: what there is.
        purpose: how they will be told, such as `email_marketing`.
        margin: the share of spend that the shop keeps.
        budget_minor: what may be spent on uses of the offers, in the currency of the predictions.
        currency: of the budget and the costs; predictions in another one count as none. Empty: theirs.

    Raises:
        PurposeNotFound: no such purpose is registered.
    """
    allowing = set(customers_allowing(purpose, customer_ids)) & set(
        customers_allowing("profiling", customer_ids)
    )
    known = list(
        Prediction.objects.filter(
            *([Q(currency=currency)] if currency else []), pk__in=allowing, churn__isnull=False
        )
        .order_by("pk")
        .values_list("pk", "churn", "spend_minor", "spend_high_minor", "ahead_days")
    )
    if not known or not offers:
        return OfferPlan({}, {}, 0, 0, 0.0, 0, len(known))
    away, spend, most = (
        np.array([row[column] for row in known], np.float64)[:, None] for column in (1, 2, 3)
    )
    when_here = np.minimum(spend / np.maximum(1 - away, 0.05), most)
    wins, lifts, used, cost = (
        np.array([float(getattr(offer, name)) for offer in offers])[None, :]
        for name in ("wins_back", "lifts", "used_by", "cost_minor")
    )
    liking = _liking([row[0] for row in known], offers)
    wins, lifts, used = (np.minimum(share * liking, 1.0) for share in (wins, lifts, used))
    gain = float(margin) * when_here * (away * wins + (1 - away) * lifts)
    paid = cost * (away * wins + (1 - away) * used)
    plan = best_offers(np.where(gain > paid, gain, 0.0), paid, budget=float(budget_minor))
    given = {place: each for place, each in enumerate(plan.offer.tolist()) if each >= 0}
    return OfferPlan(
        {known[place][0]: offers[each].code for place, each in given.items()},
        {
            known[place][0]: OfferWorth(
                round(gain[place, each]),
                round(paid[place, each]),
                known[place][1] or Decimal(0),
                round(when_here[place, 0]),
                round(float(liking[place, each]), 2),
            )
            for place, each in given.items()
        },
        round(plan.gain),
        round(plan.cost),
        plan.price,
        round(plan.at_most),
        len(known),
        max(row[4] for row in known),
    )


def _liking(customers: Sequence[UUID], offers: Sequence[Offer]) -> NDArray[np.float64]:
    """Return (customers, offers): how many times as likely as the mean each buys what an offer is for."""
    found = np.ones((len(customers), len(offers)))
    for place, offer in enumerate(offers):
        told = np.array([offer.likes.get(each, np.nan) for each in customers])
        if np.nansum(told) > 0:
            times = np.clip(told / np.nanmean(told), _LEAST_LIKING, _MOST_LIKING)
            found[:, place] = np.where(np.isnan(told), 1.0, times)
    return found
