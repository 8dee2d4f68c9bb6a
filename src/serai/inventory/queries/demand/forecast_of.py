"""What one article will sell, and why: in all, by location, by day."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import numpy as np

from serai.inventory.domain.demand_reason import DemandReason, reason_of
from serai.inventory.queries.demand.foreseen import Arrays, foreseen
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import rows


class NothingForeseen(DomainError):
    """Nothing is foreseen of the article: it sells too little, or nothing was learned yet."""

    code = "inventory.nothing_foreseen"
    kind = Kind.NOT_FOUND

    def __init__(self, sku: str) -> None:
        self.sku = sku
        super().__init__(f"Nothing is foreseen of {sku}.")


@dataclass(frozen=True, slots=True)
class WeekForeseen:
    """A week: what is expected, and the ends that one week in ten lies below and above, units."""

    starts_on: date
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class DayForeseen:
    """A day: what is expected, and the whole units that one day in ten sells fewer and more than."""

    on: date
    mean: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class WeekTried:
    """A week that was held back: what was foreseen without it, and what came."""

    starts_on: date
    mean: float
    low: float
    high: float
    sold: float


@dataclass(frozen=True, slots=True)
class LocationForeseen:
    """What a location will sell of it; an empty code is the shop's own orders."""

    location: str
    name: str
    weeks: tuple[WeekForeseen, ...]


@dataclass(frozen=True, slots=True)
class DemandForecast:
    """
    The forecast of an article.

    Attributes:
        variant_id: the article.
        weeks: ahead, all locations together.
        days: of the weeks ahead, the mean.
        day_bands: the same days with their bands; none of a version that was trained before days had any.
        past: Mondays and what was sold, the oldest first.
        tried: the weeks that were held back before anything was published.
        locations: where most is expected first.
        reasons: what moved the first week most, strongest first.
        value_class: A, B or C by what it earns.
        is_new: first sold at most eight weeks ago; foreseen as earlier new articles went on.
    """

    variant_id: UUID
    weeks: tuple[WeekForeseen, ...]
    days: tuple[tuple[date, float], ...]
    day_bands: tuple[DayForeseen, ...]
    past: tuple[tuple[date, float], ...]
    tried: tuple[WeekTried, ...]
    locations: tuple[LocationForeseen, ...]
    reasons: tuple[DemandReason, ...]
    value_class: str
    is_new: bool


def demand_forecast(variant_id: UUID, *, most: int = 20) -> DemandForecast | None:
    """
    Return what an article will sell; `None` where nothing is foreseen. One statement, for the names.

    Args:
        variant_id: the article.
        most: how many locations to tell.
    """
    known = foreseen()
    place = known.place_of(variant_id) if known is not None else None
    if known is None or place is None:
        return None
    horizon, past = known.mean.shape[1], known.past.shape[1]
    held = known.tried.shape[2]
    return DemandForecast(
        variant_id=variant_id,
        weeks=tuple(
            WeekForeseen(known.week(at), *(_n(part[place, at]) for part in _parts(known)))
            for at in range(horizon)
        ),
        days=_days(known, place),
        day_bands=_day_bands(known, place),
        past=tuple(
            (known.week(at - past), _n(units)) for at, units in enumerate(known.past[place])
        ),
        tried=tuple(
            WeekTried(
                known.week(at - held),
                _n(known.tried[0, place, at]),
                _n(known.tried[1, place, at]),
                _n(known.tried[2, place, at]),
                _n(known.past[place, past - held + at]),
            )
            for at in range(held)
        ),
        locations=_locations(known, place, most),
        reasons=tuple(reason_of(known.names[at]) for at in known.reasons[place] if at >= 0),
        value_class=str(known.classes[place]),
        is_new=bool(known.is_new[place]),
    )


def _parts(known: Arrays) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return known.mean, known.low, known.high


def _days(known: Arrays, place: int) -> tuple[tuple[date, float], ...]:
    return tuple(
        (known.week(week) + timedelta(day), _n(known.mean[place, week] * share))
        for week, shares in enumerate(known.day_shares(place))
        for day, share in enumerate(shares)
    )


def _day_bands(known: Arrays, place: int) -> tuple[DayForeseen, ...]:
    if known.day_low is None or known.day_high is None:
        return ()
    ends = zip(known.day_low[place].ravel(), known.day_high[place].ravel(), strict=True)
    return tuple(
        DayForeseen(on, mean, int(low), int(high))
        for (on, mean), (low, high) in zip(_days(known, place), ends, strict=True)
    )


def _locations(known: Arrays, place: int, most: int) -> tuple[LocationForeseen, ...]:
    total = known.mean_at[place].sum(axis=1)
    best = [int(at) for at in np.argsort(-total, kind="stable")[:most] if total[at] > 0]
    ids = {at: UUID(bytes=known.locations[at].tobytes()) for at in best}
    named = {
        id_: (code, name)
        for id_, code, name in rows(
            "SELECT id, code, name FROM inventory_location WHERE id = ANY(%s)", [list(ids.values())]
        )
    }
    return tuple(
        LocationForeseen(
            *named.get(ids[at], ("", "")),
            tuple(
                WeekForeseen(
                    known.week(week),
                    _n(known.mean_at[place, at, week]),
                    float(known.low_at[place, at, week]),
                    float(known.high_at[place, at, week]),
                )
                for week in range(known.mean.shape[1])
            ),
        )
        for at in best
    )


def _n(units: float) -> float:
    return round(float(units), 2)
