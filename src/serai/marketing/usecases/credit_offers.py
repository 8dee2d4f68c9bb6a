"""Tell decisions what the people of a run spent, written to or not."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from serai.decisions.public import OutcomeKind, Reported, record_outcomes
from serai.marketing.models import OfferRun, OfferSending
from serai.marketing.queries.outcomes import given_by_coupons, spent_within
from serai.marketing.queries.slots import OFFERS
from serai.plumbing.db import unit_of_work

WATCHED = timedelta(days=28)
_AT_ONCE = 5_000
_EARLY = timedelta(hours=1)


@unit_of_work()
def credit_offers(*, now: datetime) -> int:
    """
    Record what everybody spent in the four weeks after the slot decided about them; return how many outcomes are new.

    Those whom the slot wrote to, those it held out, passed over or would have written to are told alike: `order` is
    what they paid for goods, where they bought any, and `margin` what that left by the run's own share, less
    what their coupons gave. So the holdout can be compared with everybody else. Safe to repeat.
    """
    over = list(
        OfferSending.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("run")
        .filter(
            credited_at__isnull=True,
            decided_at__gt=now - OFFERS.attribution + _EARLY,
            decided_at__lte=now - WATCHED,
        )
        .exclude(token="")
        .order_by("run_id", "pk")[:_AT_ONCE]
    )
    told = [
        outcome
        for run, rows in groupby(over, lambda each: each.run)
        for outcome in _told(run, list(rows))
    ]
    recorded = record_outcomes(told, now=now).recorded
    OfferSending.objects.filter(pk__in=[each.pk for each in over]).update(credited_at=now)
    return recorded


def _told(run: OfferRun, people: Sequence[OfferSending]) -> Iterable[Reported]:
    spent = spent_within(run, since=people[0].decided_at, until=people[0].decided_at + WATCHED)
    given = given_by_coupons([each.coupon for each in people if each.coupon])
    for each in people:
        paid = spent.get(str(each.customer_id), 0)
        left = float(paid * run.margin) - given.get(each.coupon, 0)
        yield Reported(each.token, OutcomeKind.MARGIN, left)
        if paid > 0:
            yield Reported(each.token, OutcomeKind.ORDER, float(paid))
