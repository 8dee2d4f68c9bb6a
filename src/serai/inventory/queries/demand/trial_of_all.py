"""How the forecasts did in the weeks that were held back, article by article and together."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np

from serai.catalog.public import variants_of_ids
from serai.inventory.queries.demand.foreseen import Arrays, foreseen
from serai_science.forecast.trial import Trial, Verdict, verdict

_EIGHT, _WORST = 8, 10


@dataclass(frozen=True, slots=True)
class WeekTogether:
    """All articles in a week that was held back: units."""

    starts_on: date
    sold: float
    expected: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class FarOff:
    """An article whose forecast was far off: units of all weeks that were held back."""

    sku: str
    sold: float
    expected: float


@dataclass(frozen=True, slots=True)
class TrialOfAll:
    """
    How the model in use did before it was published.

    Attributes:
        whole: all articles.
        weeks: each week that was held back.
        before: Mondays and units of all articles in the weeks before.
        parts: by what they are, such as "class A" or "new", where there are any.
        within: the share of weeks within their band, by tenths of articles, the smallest first.
        far_off: the articles that missed most units.
    """

    whole: Verdict
    weeks: tuple[WeekTogether, ...]
    before: tuple[tuple[date, float], ...]
    parts: tuple[tuple[str, Verdict], ...]
    within: tuple[float, ...]
    far_off: tuple[FarOff, ...]


def trial_of_all() -> TrialOfAll | None:
    """Return how all forecasts did; `None` before any week was held back. One statement, for the names."""
    known = foreseen()
    held = 0 if known is None else known.tried.shape[2]
    if known is None or not held:
        return None
    before = known.past[:, :-held].astype(np.float64)
    came = known.past[:, -held:].astype(np.float64)
    usual = np.repeat(before[:, -_EIGHT:].mean(axis=1, keepdims=True), held, axis=1)
    mean, low, high = known.tried.astype(np.float64)
    trial = Trial(mean, low, high, came, usual)
    whole = verdict(trial)
    if whole is None:
        return None
    length = known.past.shape[1]
    sums = before.sum(axis=0)
    return TrialOfAll(
        whole=whole,
        weeks=tuple(_week(known, trial, at) for at in range(held)),
        before=tuple((known.week(at - length), float(units)) for at, units in enumerate(sums)),
        parts=tuple(
            (name, told) for name, chosen in _parts(known) if (told := verdict(trial.of(chosen)))
        ),
        within=trial.within_by_tenths(),
        far_off=_far_off(known, trial),
    )


def _week(known: Arrays, trial: Trial, at: int) -> WeekTogether:
    one = trial.at(at)
    sold, expected = float(one.came.sum()), float(one.mean.sum())
    told = verdict(one) or Verdict(len(one.came), 0.0, 0.0, 0.0, 0.0, 0.0)
    return WeekTogether(known.week(at - trial.came.shape[1]), sold, expected, told)


def _parts(known: Arrays) -> list[tuple[str, np.ndarray]]:
    classes = [(f"class {each}", known.classes == each) for each in "ABC"]
    return [*classes, ("new", np.asarray(known.is_new))]


def _far_off(known: Arrays, trial: Trial) -> tuple[FarOff, ...]:
    missed = np.abs(trial.mean - trial.came).sum(axis=1)
    worst = np.argsort(-missed, kind="stable")[:_WORST]
    ids = {int(at): UUID(bytes=known.variants[at].tobytes()) for at in worst}
    named = variants_of_ids(list(ids.values()))
    return tuple(
        FarOff(named[id_].sku, float(trial.came[at].sum()), float(trial.mean[at].sum()))
        for at, id_ in ids.items()
        if id_ in named
    )
