"""Which forecast orders are worked out from: the learned one, or the mean of eight weeks."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.decisions.public import (
    Candidates,
    Context,
    Decision,
    Subject,
    decide,
    is_deciding,
    write_exposures,
)
from serai.inventory.queries.demand.foreseen import Arrays
from serai.inventory.queries.demand.slots import FORECAST
from serai.inventory.usecases.demand.watch_forecasts import watch_forecasts
from serai.plumbing.db import rows

_USUAL, _LEARNED = "mean of eight weeks", "learned"
_EIGHT, _NO_REASON = 8, -1


def chosen_forecast(arrays: Arrays, *, now: datetime) -> Arrays:
    """
    Return what orders are worked out from: of each article what was learned, where the slot says so.

    The channel that most locations sell in decides. Off and in shadow, and for the articles of the holdout, the
    mean of the last eight weeks counts, shared out over locations as lately; such articles have no reasons of
    a forecast. Articles are the subjects, so the same ones are held out for as long as the holdout stands. What they
    sell in three weeks is waited for, to tell how near came what was chosen. A shop that has no eight weeks yet has
    one forecast only.

    Args:
        arrays: what was learned.
        now: the instant; it also seeds the policy's chance, so that a run can be repeated.
    """
    if arrays.own is not None and arrays.past.shape[1] < _EIGHT:
        return arrays
    found = rows(_CHANNEL)
    if not found or not is_deciding(FORECAST.code, found[0][0]):
        return _with_usual(arrays, np.ones(len(arrays.variants), bool))
    rng = np.random.default_rng(int(now.timestamp()))
    decisions = _decided(arrays, Context(found[0][0], now, rng))
    learned = np.array([each.items[0].item == _LEARNED for each in decisions], bool)
    chosen = _with_usual(arrays, ~learned)
    watch_forecasts(chosen, decisions, now=now)
    write_exposures()
    return chosen


def _decided(arrays: Arrays, context: Context) -> list[Decision]:
    candidates = Candidates([_USUAL, _LEARNED], np.array([0.0, 1.0]))
    subjects = (Subject("article", str(UUID(bytes=each.tobytes()))) for each in arrays.variants)
    return [decide(FORECAST.code, each, context, candidates, limit=1) for each in subjects]


def _with_usual(arrays: Arrays, usual: NDArray[np.bool_]) -> Arrays:
    mean = arrays.past[:, -_EIGHT:].mean(axis=1)[:, None]
    share = arrays.mean_at / np.maximum(arrays.mean, 1e-9)[:, None, :]
    flat = np.broadcast_to(mean, arrays.mean.shape)
    return replace(
        arrays,
        mean=np.where(usual[:, None], flat, arrays.mean),
        mean_at=np.where(usual[:, None, None], share * mean[:, None, :], arrays.mean_at),
        reasons=np.where(usual[:, None], _NO_REASON, arrays.reasons),
    )


_CHANNEL = """
SELECT channel_code FROM inventory_channel_location GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"""
