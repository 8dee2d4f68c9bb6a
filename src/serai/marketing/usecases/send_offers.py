"""Send each member of a segment the offer that brings most, within a budget."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import numpy as np
from django.db import IntegrityError

from serai.catalog.public import channel
from serai.customers.public import Offer, OfferPlan, members_of_segment, plan_offers, segment
from serai.decisions.public import Candidates, Context, Decision, Mode, Subject, decide, is_deciding
from serai.kernel.conditions import Moment
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.marketing.domain.arm import Arm
from serai.marketing.models import OfferRun, OfferSending
from serai.marketing.queries.run_view import RunView, run_view
from serai.marketing.queries.slots import OFFERS
from serai.marketing.usecases.send_offer_letter import send_offer_letter
from serai.marketing.usecases.weigh_offers import SentOffer, weighed_offers
from serai.plumbing.db import unit_of_work
from serai.pricing.public import give_coupons

PURPOSE = "email_marketing"
NOTHING = "nothing"
MOST_MEMBERS = 100_000
_PAGE = 1000


class RunExists(DomainError):
    """A run of this code was made already: nobody is written to twice."""

    code = "marketing.run_exists"
    kind = Kind.CONFLICT

    def __init__(self, run_code: str) -> None:
        self.run_code = run_code
        super().__init__(f"There is a run {run_code!r} already; its letters are not sent twice.")


class OffersAreOff(DomainError):
    """The slot of offers is off in the channel."""

    code = "marketing.offers_are_off"
    kind = Kind.CONFLICT

    def __init__(self, channel_code: str) -> None:
        self.channel_code = channel_code
        super().__init__(
            f"{OFFERS.code} is off in {channel_code}; switch it to shadow or on first."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SendOffers:
    """Which offers go to whom, within what; `margin` is the share of spend that the shop keeps."""

    code: str
    channel_code: str
    segment_id: UUID
    offers: tuple[SentOffer, ...]
    margin: Decimal
    budget_minor: int
    valid: timedelta
    made_by: str


@unit_of_work()
def send_offers(command: SendOffers, *, now: datetime, rng: np.random.Generator) -> RunView:
    """
    Plan, decide for each customer, give coupons, and have letters written; all of it or nothing.

    Only who allows both `email_marketing` and `profiling` and has a prediction gets anything. The slot
    `customers.offers` decides: in shadow nobody is written to, and whoever is held out is not, either.

    Raises:
        RunExists: a run of this code was made already.
        OffersAreOff: the slot is off in the channel.
        ChannelNotFound: no such channel.
        SegmentNotFound: no such segment.
        PromotionNotFound: no such promotion.
        PromotionTakesNoCoupons: it applies without a coupon, or is over.
        OfferUnfit: it is not active, of another currency, or named twice.
    """
    currency = channel(command.channel_code).currency
    if not is_deciding(OFFERS.code, command.channel_code):
        raise OffersAreOff(command.channel_code)
    members = list(_members(command.segment_id, now))
    offers = weighed_offers(command.offers, currency)
    plan = plan_offers(
        members,
        list(offers.values()),
        purpose=PURPOSE,
        margin=command.margin,
        budget_minor=command.budget_minor,
        currency=currency,
    )
    run = _open_run(command, offers, plan, currency, len(members), now)
    sendings = [
        _sending(run, customer, offer, plan, now, rng) for customer, offer in plan.offers.items()
    ]
    for promotion_id, offer in offers.items():
        _give(promotion_id, [each for each in sendings if each.offer == offer.code], now)
    OfferSending.objects.bulk_create(sendings, batch_size=1000)
    return run_view(run.pk)


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


def _give(promotion_id: UUID, sendings: list[OfferSending], now: datetime) -> None:
    """Give those who are written to their coupons, and have the letters written."""
    sent = [each for each in sendings if each.arm == Arm.SENT]
    for each in sendings:
        each.promotion_id = promotion_id
    if not sent:
        return
    codes = give_coupons(
        promotion_id,
        [each.customer_id for each in sent],
        valid_until=sent[0].run.valid_until,
        now=now,
    )
    for each in sent:
        each.coupon = codes[each.customer_id]
        send_offer_letter.later(sending_id=each.pk)


def _open_run(
    command: SendOffers,
    offers: dict[UUID, Offer],
    plan: OfferPlan,
    currency: str,
    members: int,
    now: datetime,
) -> OfferRun:
    row = OfferRun(
        code=command.code,
        channel_code=command.channel_code,
        segment_id=command.segment_id,
        segment_digest=segment(command.segment_id).digest,
        offers=[
            {"promotion_id": str(key)} | {name: str(value) for name, value in asdict(offer).items()}
            for key, offer in offers.items()
        ],
        margin=command.margin,
        budget_minor=command.budget_minor,
        currency=currency,
        members=members,
        gain_minor=plan.gain_minor,
        cost_minor=plan.cost_minor,
        at_most_minor=plan.at_most_minor,
        made_by=command.made_by,
        made_at=now,
        valid_until=now + command.valid,
    )
    try:
        row.save(force_insert=True)
    except IntegrityError:
        raise RunExists(command.code) from None
    return row


def _sending(
    run: OfferRun,
    customer: UUID,
    offer: str,
    plan: OfferPlan,
    now: datetime,
    rng: np.random.Generator,
) -> OfferSending:
    worth = plan.worth[customer]
    decision = decide(
        OFFERS.code,
        Subject("account", str(customer)),
        Context(run.channel_code, now, rng),
        Candidates((NOTHING, offer), np.array([0.0, float(worth.gain_minor - worth.cost_minor)])),
        limit=1,
    )
    arm = _arm(decision)
    return OfferSending(
        id=uuid7(),
        run=run,
        customer_id=customer,
        offer=offer,
        arm=arm,
        gain_minor=worth.gain_minor,
        cost_minor=worth.cost_minor,
        reasons=[
            ["churn", str(worth.churn)],
            ["when_here", worth.when_here_minor],
            ["cost", worth.cost_minor],
        ],
        decided=decision.explain.sentence(),
        token=decision.items[0].token if arm is Arm.SENT else "",
        decided_at=now,
    )


def _arm(decision: Decision) -> Arm:
    if decision.items[0].item != NOTHING:
        return Arm.SENT
    if decision.explain.mode is Mode.SHADOW:
        return Arm.SHADOW
    return Arm.HELD_OUT if decision.explain.holdout else Arm.PASSED
