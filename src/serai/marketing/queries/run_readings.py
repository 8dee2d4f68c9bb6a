"""What a run of offers has shown so far, for people."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import numpy as np

from serai.kernel.money import Money
from serai.marketing.models import OfferReading, OfferRun
from serai.marketing.queries.run_view import RunNotFound
from serai_science.offers.effect import NAMES

_SURE = 1.959964


@dataclass(frozen=True, slots=True)
class ShownShare:
    """One of the three shares of an offer: what was planned with, and what the run shows with its 95 % interval."""

    name: str
    planned: float
    shown: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ReadingView:
    """
    What one offer of a run has shown until `seen_until`; `whole` when all of its days are over.

    `sent_bought` of `sent` and `kept_bought` of `kept` bought; `spent_each` and `kept_spent_each` is what each of
    them spent on average, whether they bought or not. `used` coupons gave `given`. `brought` is the margin beyond
    what came anyway, less what was given, between `brought_low` and `brought_high` with 95 %; it and `shares` are
    empty as long as too few can be compared.
    """

    promotion_id: UUID
    offer: str
    seen_until: date
    whole: bool
    sent: int
    sent_bought: int
    spent_each: Money
    kept: int
    kept_bought: int
    kept_spent_each: Money
    used: int
    given: Money
    brought: Money | None
    brought_low: Money | None
    brought_high: Money | None
    shares: tuple[ShownShare, ...]


@dataclass(frozen=True, slots=True)
class RunReadings:
    """What a run has shown: offer by offer, since when its people are watched, and until when."""

    began_at: datetime
    watched_days: int
    readings: tuple[ReadingView, ...]


def run_readings(run_id: UUID) -> RunReadings:
    """
    Return what each offer of a run has shown, in the order of the plan; two statements.

    Raises:
        RunNotFound: there is no such run.
    """
    run = OfferRun.objects.filter(pk=run_id).first()
    if run is None:
        raise RunNotFound(run_id)
    found = {each.promotion_id: each for each in OfferReading.objects.filter(run=run)}
    offers = [(UUID(each["promotion_id"]), each) for each in run.offers]
    return RunReadings(
        run.made_at,
        run.ahead_days,
        tuple(
            _view(run, found[promotion_id], offer)
            for promotion_id, offer in offers
            if promotion_id in found
        ),
    )


def _view(run: OfferRun, row: OfferReading, offer: dict[str, str]) -> ReadingView:
    brought, low, high = _brought(run, row)
    return ReadingView(
        promotion_id=row.promotion_id,
        offer=row.offer,
        seen_until=row.seen_until,
        whole=row.whole,
        sent=row.sent,
        sent_bought=row.sent_bought,
        spent_each=Money(round(row.sent_minor / max(row.sent, 1)), run.currency),
        kept=row.kept,
        kept_bought=row.kept_bought,
        kept_spent_each=Money(round(row.kept_minor / max(row.kept, 1)), run.currency),
        used=row.used,
        given=Money(row.given_minor, run.currency),
        brought=brought,
        brought_low=low,
        brought_high=high,
        shares=_shares(row, offer),
    )


def _brought(run: OfferRun, row: OfferReading) -> tuple[Money | None, Money | None, Money | None]:
    if row.shown is None:
        return None, None, None
    extra, error = row.shown["extra"]
    middle, low, high = (
        Money(
            round(float(run.margin) * row.sent * (extra + side * error)) - row.given_minor,
            run.currency,
        )
        for side in (0, -_SURE, _SURE)
    )
    return middle, low, high


def _shares(row: OfferReading, offer: dict[str, str]) -> tuple[ShownShare, ...]:
    if row.shown is None:
        return ()
    mean = np.array(row.shown["mean"])
    reach = _SURE * np.sqrt(np.diag(row.shown["covariance"]))
    return tuple(
        ShownShare(
            name, float(offer[name]), float(middle), float(middle - off), float(middle + off)
        )
        for name, middle, off in zip(NAMES, mean, reach, strict=True)
    )
