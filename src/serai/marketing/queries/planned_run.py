"""What a run of offers would be: asked before anything is sent, and when it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from serai.catalog.public import channel
from serai.customers.public import OfferPlan, members_of_segment, plan_offers
from serai.kernel.conditions import Moment
from serai.kernel.money import Money
from serai.marketing.queries.learnt_effects import learnt_effects
from serai.marketing.queries.liking import liking_of
from serai.marketing.queries.weighed_offers import SentOffer, WeighedOffer, weighed_offers
from serai_science.offers.effect import NAMES

PURPOSE = "email_marketing"
MOST_MEMBERS = 100_000
_PAGE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOffers:
    """
    Which offers go to whom, within what.

    `margin` is the share of spend that the shop keeps, `holdout` the share of those chosen whom the run's own lot
    keeps from their offer.
    """

    code: str
    channel_code: str
    segment_id: UUID
    offers: tuple[SentOffer, ...]
    margin: Decimal
    budget_minor: int
    valid: timedelta
    made_by: str
    holdout: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class PlannedRun:
    """The channel's currency, how many members may be written to, the offers as they are weighed, and the plan."""

    currency: str
    members: int
    offers: dict[UUID, WeighedOffer]
    plan: OfferPlan


@dataclass(frozen=True, slots=True)
class BelievedShare:
    """One of the three shares of an offer: what was said, what is believed, and how far that may be off."""

    name: str
    said: Decimal
    believed: Decimal
    doubt: Decimal


@dataclass(frozen=True, slots=True)
class OfferPreview:
    """What one offer of a run would be: to how many, with which gain and cost, and what is believed of it."""

    offer: str
    people: int
    gain: Money
    cost: Money
    shares: tuple[BelievedShare, ...]
    runs: int
    people_in_runs: int


@dataclass(frozen=True, slots=True)
class RunPreview:
    """
    What a run would be; nothing is kept of it.

    `members` may be written to, of `known` something is expected, `chosen` would get an offer, of whom the run's lot
    keeps about `kept_back`; `watched_days` is how long all of them are watched then.
    """

    members: int
    known: int
    chosen: int
    kept_back: int
    gain: Money
    cost: Money
    at_most: Money
    watched_days: int
    offers: tuple[OfferPreview, ...]


def planned_run(command: SendOffers, *, now: datetime) -> PlannedRun:
    """
    Plan a run: whom each offer would go to.

    Raises:
        ChannelNotFound: no such channel.
        SegmentNotFound: no such segment.
        PromotionNotFound: no such promotion.
        OfferUnfit: it is not active, of another currency, or named twice.
    """
    currency = channel(command.channel_code).currency
    members = list(_members(command.segment_id, now))
    offers = weighed_offers(command.offers, currency, learnt_effects())
    likes = liking_of({key: each.offer.code for key, each in offers.items()}, members)
    plan = plan_offers(
        members,
        [replace(each.offer, likes=likes.get(each.offer.code, {})) for each in offers.values()],
        purpose=PURPOSE,
        margin=command.margin,
        budget_minor=command.budget_minor,
        currency=currency,
    )
    return PlannedRun(currency, len(members), offers, plan)


def run_preview(command: SendOffers, *, now: datetime) -> RunPreview:
    """
    Return what a run would be.

    Raises:
        ChannelNotFound: no such channel.
        SegmentNotFound: no such segment.
        PromotionNotFound: no such promotion.
        OfferUnfit: it is not active, of another currency, or named twice.
    """
    planned = planned_run(command, now=now)
    plan, currency = planned.plan, planned.currency
    chosen = len(plan.offers)
    return RunPreview(
        members=planned.members,
        known=plan.known,
        chosen=chosen,
        kept_back=round(chosen * command.holdout),
        gain=Money(plan.gain_minor, currency),
        cost=Money(plan.cost_minor, currency),
        at_most=Money(plan.at_most_minor, currency),
        watched_days=plan.ahead_days,
        offers=tuple(_preview(each, plan, currency) for each in planned.offers.values()),
    )


def _preview(weighed: WeighedOffer, plan: OfferPlan, currency: str) -> OfferPreview:
    code = weighed.offer.code
    people = [customer for customer, offer in plan.offers.items() if offer == code]
    return OfferPreview(
        offer=code,
        people=len(people),
        gain=Money(sum(plan.worth[each].gain_minor for each in people), currency),
        cost=Money(sum(plan.worth[each].cost_minor for each in people), currency),
        shares=tuple(
            BelievedShare(name, getattr(weighed.said, name), getattr(weighed.offer, name), doubt)
            for name, doubt in zip(NAMES, weighed.doubt, strict=True)
        ),
        runs=weighed.runs,
        people_in_runs=weighed.people,
    )


def _members(segment_id: UUID, now: datetime) -> Iterator[UUID]:
    cursor, seen = None, 0
    while seen < MOST_MEMBERS:
        page = members_of_segment(
            segment_id, purpose=PURPOSE, at=Moment(now, UTC), cursor=cursor, limit=_PAGE
        )
        yield from page.items
        seen, cursor = seen + len(page.items), page.next_cursor
        if cursor is None:
            return
