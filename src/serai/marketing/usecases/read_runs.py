"""Write down what runs of offers have shown so far."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from serai.kernel.ids import uuid7
from serai.marketing.domain.arm import Arm
from serai.marketing.models import OfferReading, OfferRun, OfferSending
from serai.marketing.queries.outcomes import Outcomes, outcomes, watched_until
from serai.plumbing.db import unit_of_work
from serai_science.offers.effect import Effect, NothingToCompare, Seen, extra_spend, seen_effect

_OLDEST = timedelta(days=400)


def read_runs(*, now: datetime) -> int:
    """
    Make the readings of all runs anew whose days are not over, or were not when they were read; return how many.

    Safe to repeat. What is whole is not read again.
    """
    whole = OfferReading.objects.filter(run=OuterRef("pk"), whole=True)
    sent = OfferSending.objects.filter(run=OuterRef("pk"), arm=Arm.SENT)
    open_ones = OfferRun.objects.filter(
        ~Exists(whole), Exists(sent), made_at__gt=now - _OLDEST, made_at__lte=now
    )
    return sum(_read(run, now) for run in open_ones.order_by("pk"))


def _read(run: OfferRun, now: datetime) -> int:
    until, whole = watched_until(run, today=now.date())
    found = [_row(run, each) for each in outcomes(run, until=until)]
    for each in found:
        each.seen_until, each.whole = until, whole
    with unit_of_work():
        OfferReading.objects.filter(run=run).delete()
        OfferReading.objects.bulk_create(found)
    return len(found)


def _row(run: OfferRun, told: Outcomes) -> OfferReading:
    seen = told.seen
    kept = ~seen.sent
    return OfferReading(
        id=uuid7(),
        run=run,
        promotion_id=told.promotion_id,
        offer=told.offer,
        sent=int(seen.sent.sum()),
        kept=int(kept.sum()),
        sent_bought=int(seen.bought[seen.sent].sum()),
        kept_bought=int(seen.bought[kept].sum()),
        sent_minor=int(seen.spend[seen.sent].sum()),
        kept_minor=int(seen.spend[kept].sum()),
        used=int(seen.used.sum()),
        given_minor=told.given_minor,
        shown=_shown(told),
    )


def _shown(told: Outcomes) -> dict[str, Any] | None:
    """Return what is shown by all, and by each half; `None` where too few can be compared."""
    whole = _effect(told.seen)
    if whole is None:
        return None
    halves = [_effect(_part(told.seen, side)) for side in (told.half, ~told.half)]
    extra = list(extra_spend(told.seen))
    return whole | {"halves": halves if None not in halves else [], "extra": extra}


def _effect(seen: Seen) -> dict[str, Any] | None:
    try:
        found: Effect = seen_effect(seen)
    except NothingToCompare:
        return None
    return {"mean": found.mean.tolist(), "covariance": found.covariance.tolist()}


def _part(seen: Seen, side: Any) -> Seen:
    return Seen(
        seen.sent[side], seen.bought[side], seen.spend[side], seen.used[side], seen.known[side]
    )
