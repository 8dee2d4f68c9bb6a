"""What became of the people of a run: what they bought, from the facts, and what their coupons gave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

import numpy as np

from serai.marketing.domain.arm import Arm, KeptBy
from serai.marketing.models import OfferRun, OfferSending
from serai.plumbing import facts
from serai.pricing.public import coupon_uses
from serai_science.offers.effect import Seen

_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Outcomes:
    """
    The people of one offer of a run, each once, and what its coupons gave together, in minor units.

    `half` is False or True for each, as if drawn by lot.
    """

    promotion_id: UUID
    offer: str
    seen: Seen
    half: "np.typing.NDArray[np.bool_]"
    given_minor: int


def watched_until(run: OfferRun, *, today: date) -> tuple[date, bool]:
    """Return the day before which people of a run are watched so far, and whether all days are over."""
    last = run.made_at.date() + timedelta(days=run.ahead_days)
    return min(last, today), last <= today


def outcomes(run: OfferRun, *, until: date) -> Iterator[Outcomes]:
    """
    Yield what became of those an offer was sent to and of those kept from it, offer by offer.

    Who was forgotten since is left out. Kept from it are those whom the run's own lot kept; where it kept nobody,
    those of the slot's standing holdout.
    """
    arms = OfferSending.objects.filter(run=run, arm__in=[Arm.SENT, Arm.HELD_OUT])
    if run.holdout > 0:
        arms = arms.exclude(arm=Arm.HELD_OUT, kept_by=KeptBy.SLOT)
    rows = list(arms.exclude(reasons=[]).order_by("promotion_id", "pk"))
    spent = _spent(run, until)
    uses = given_by_coupons([each.coupon for each in rows if each.coupon])
    for promotion_id in dict.fromkeys(each.promotion_id for each in rows):
        mine = [each for each in rows if each.promotion_id == promotion_id]
        yield Outcomes(
            promotion_id,
            mine[0].offer,
            _seen(mine, spent, uses),
            np.array([each.pk.int & 1 == 1 for each in mine]),
            sum(uses.get(each.coupon, 0) for each in mine),
        )


def spent_within(run: OfferRun, *, since: datetime, until: datetime) -> dict[str, int]:
    """Return what every customer spent from an instant on until before another, in the run's currency."""
    lines = facts.table("sale_line", since=since.date(), until=until.date() + timedelta(days=1))
    within = (lines.occurred_at >= since) & (lines.occurred_at < until)
    return _summed(lines.filter(within), run.currency)


def given_by_coupons(codes: Sequence[str]) -> dict[str, int]:
    """Return what each coupon that was used gave, in minor units."""
    found: dict[str, int] = {}
    rest = iter(codes)
    while some := list(islice(rest, _AT_ONCE)):
        found |= {code: use.given.minor for code, use in coupon_uses(some).items()}
    return found


def _seen(rows: Sequence[OfferSending], spent: dict[str, int], uses: dict[str, int]) -> Seen:
    spend = np.array([spent.get(str(each.customer_id), 0) for each in rows], np.float64)
    known = [dict(each.reasons) for each in rows]
    return Seen(
        sent=np.array([each.arm == Arm.SENT for each in rows]),
        bought=(spend > 0).astype(np.float64),
        spend=spend,
        used=np.array([each.coupon in uses for each in rows], np.float64),
        known=np.array(
            [[float(each["churn"]), np.log1p(float(each["when_here"]))] for each in known]
        ),
    )


def _spent(run: OfferRun, until: date) -> dict[str, int]:
    """Return what every customer spent since the run began, in its currency."""
    return _summed(facts.table("sale_line", since=run.made_at.date(), until=until), run.currency)


def _summed(lines: Any, currency: str) -> dict[str, int]:
    paid = lines.filter(
        lines.customer_id.notnull(), lines.currency == currency, lines.total_minor > 0
    )
    summed = paid.group_by("customer_id").agg(spent=paid.total_minor.sum())
    return {each["customer_id"]: each["spent"] for each in summed.to_pyarrow().to_pylist()}
