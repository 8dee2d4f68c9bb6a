"""Send each member of a segment the offer that brings most, within a budget."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

import numpy as np
from django.db import IntegrityError

from serai.catalog.public import channel
from serai.customers.public import OfferPlan, OfferWorth, segment
from serai.decisions.public import Candidates, Context, Decision, Mode, Subject, decide, mode_now
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.marketing.domain.arm import Arm, KeptBy
from serai.marketing.models import OfferRun, OfferSending
from serai.marketing.queries.planned_run import PlannedRun, SendOffers, planned_run
from serai.marketing.queries.run_view import RunView, run_view
from serai.marketing.queries.slots import OFFERS
from serai.marketing.usecases.send_offer_letter import send_offer_letter
from serai.plumbing.db import unit_of_work
from serai.pricing.public import give_coupons

NOTHING = "nothing"


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
    mode = mode_now(OFFERS.code, channel(command.channel_code).code)
    if mode is Mode.OFF:
        raise OffersAreOff(command.channel_code)
    planned = planned_run(command, now=now)
    run = _open_run(command, planned, now)
    share = command.holdout if mode is Mode.ON else Decimal(0)
    kept = _drawn(list(planned.plan.offers), share, rng)
    sendings = [
        _kept_back(run, customer, offer, planned.plan, now)
        if customer in kept
        else _sending(run, customer, offer, planned.plan, now, rng)
        for customer, offer in planned.plan.offers.items()
    ]
    for promotion_id, weighed in planned.offers.items():
        _give(promotion_id, [each for each in sendings if each.offer == weighed.offer.code], now)
    OfferSending.objects.bulk_create(sendings, batch_size=1000)
    return run_view(run.pk)


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


def _drawn(customers: list[UUID], share: Decimal, rng: np.random.Generator) -> set[UUID]:
    """Draw by lot whom the run keeps from their offer; what is left of a person is drawn, too."""
    wanted = int(len(customers) * float(share) + rng.random())
    return {customers[place] for place in rng.permutation(len(customers))[:wanted]}


def _open_run(command: SendOffers, planned: PlannedRun, now: datetime) -> OfferRun:
    plan = planned.plan
    row = OfferRun(
        code=command.code,
        channel_code=command.channel_code,
        segment_id=command.segment_id,
        segment_digest=segment(command.segment_id).digest,
        offers=[each.kept() for each in planned.offers.values()],
        margin=command.margin,
        budget_minor=command.budget_minor,
        currency=planned.currency,
        members=planned.members,
        gain_minor=plan.gain_minor,
        cost_minor=plan.cost_minor,
        at_most_minor=plan.at_most_minor,
        holdout=command.holdout,
        ahead_days=plan.ahead_days or OFFERS.attribution.days,
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
    """Let the slot decide about one customer."""
    worth = plan.worth[customer]
    decision = decide(
        OFFERS.code,
        Subject("account", str(customer)),
        Context(run.channel_code, now, rng),
        Candidates((NOTHING, offer), np.array([0.0, float(worth.gain_minor - worth.cost_minor)])),
        limit=1,
    )
    arm = _arm(decision)
    row = _row(run, customer, offer, worth, now)
    row.arm, row.decided = arm, decision.explain.sentence()
    row.kept_by = KeptBy.SLOT if arm is Arm.HELD_OUT else ""
    row.token = decision.items[0].token
    return row


def _kept_back(
    run: OfferRun, customer: UUID, offer: str, plan: OfferPlan, now: datetime
) -> OfferSending:
    """Keep one customer from the offer, by the run's own lot."""
    row = _row(run, customer, offer, plan.worth[customer], now)
    row.arm, row.kept_by = Arm.HELD_OUT, KeptBy.RUN
    row.decided = f"The run's own lot keeps {run.holdout:.1%} from their offers."
    return row


def _row(
    run: OfferRun, customer: UUID, offer: str, worth: OfferWorth, now: datetime
) -> OfferSending:
    return OfferSending(
        id=uuid7(),
        run=run,
        customer_id=customer,
        offer=offer,
        gain_minor=worth.gain_minor,
        cost_minor=worth.cost_minor,
        reasons=_reasons(worth),
        decided_at=now,
    )


def _reasons(worth: OfferWorth) -> list[list[str | int]]:
    """Return the strongest; that somebody likes what an offer is for says more than what its uses cost."""
    likes: list[str | int] = ["likes", str(worth.liking)]
    cost: list[str | int] = ["cost", worth.cost_minor]
    return [
        ["churn", str(worth.churn)],
        ["when_here", worth.when_here_minor],
        likes if worth.liking != 1 else cost,
    ]


def _arm(decision: Decision) -> Arm:
    if decision.items[0].item != NOTHING:
        return Arm.SENT
    if decision.explain.mode is Mode.SHADOW:
        return Arm.SHADOW
    return Arm.HELD_OUT if decision.explain.holdout else Arm.PASSED
