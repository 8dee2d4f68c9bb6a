"""What a customer's own purchases suggest: usuals, what is due, what is new to them."""

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.training import Training
from serai.discovery.queries.suggestions.because import every, foreseen
from serai.discovery.queries.suggestions.found import Context, Found, Subject, sellable

_NOT_FORESEEN = 1.0
"""How far below the least likely a product stands of which the model said nothing."""


def usuals(subject: Subject, context: Context) -> Found:
    """Return what the customer buys most, lately above all; the model scores it."""
    row = _row(subject, context)
    training = context.snapshot.training
    if row < 0:
        return Found()
    listed = training.usual[row]
    listed, pace = listed[listed >= 0], training.usual_every[row]
    found, places, because = sellable(
        context.snapshot, training.product[listed], lambda place: every(float(pace[place]))
    )
    return Found(found, _foreseen_scores(training, row, listed[places]), because)


def needed(subject: Subject, context: Context) -> Found:
    """Return what the customer may need within a week, the likeliest first; the model scores it."""
    row = _row(subject, context)
    training = context.snapshot.training
    if row < 0 or row >= training.needed.shape[0]:
        return Found()
    listed = training.needed[row]
    listed, pace = listed[listed >= 0], training.needed_every[row]
    found, places, because = sellable(
        context.snapshot, training.product[listed], lambda place: every(float(pace[place]))
    )
    return Found(found, _foreseen_scores(training, row, listed[places]), because)


def new_for(subject: Subject, context: Context, popular: list[int], limit: int) -> Found:
    """
    Return what the customer never bought: what sells best in general, then what the model foresees.

    Unless somebody decides, the first of them are shown; the model's score is there for who does.
    """
    row = _row(subject, context)
    training = context.snapshot.training
    if row < 0 or row >= training.foreseen.shape[0] or not training.foreseen.shape[1]:
        return Found()
    own = training.usual[row]
    listed, scores = training.foreseen[row], training.foreseen_score[row]
    kept = np.flatnonzero((listed >= 0) & ~np.isin(listed, own))
    why = training.foreseen_why[row][kept].tolist()
    theirs, places, because = sellable(
        context.snapshot,
        training.product[listed[kept]],
        lambda place: foreseen(why[place], own=False),
    )
    bought = set(context.snapshot.sellable(training.product[own[own >= 0]]))
    score_of = dict(zip(theirs, scores[kept][places].astype(float).tolist(), strict=True))
    least = min(score_of.values(), default=0.0) - _NOT_FORESEEN
    usual = [each for each in popular if each not in bought][:limit]
    ordinals = list(dict.fromkeys([*usual, *theirs]))
    return Found(ordinals, np.array([score_of.get(each, least) for each in ordinals]), because)


def habits_of(subject: Subject, context: Context) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the places of what the customer buys, and the share of their trips that held each."""
    row, training = _row(subject, context), context.snapshot.training
    if row < 0 or row >= training.usual_share.shape[0]:
        return np.zeros(0, np.int64), np.zeros(0)
    return training.usual[row].astype(np.int64), training.usual_share[row].astype(np.float64)


def _row(subject: Subject, context: Context) -> int:
    if subject.customer_id is None:
        return -1
    return context.snapshot.training.customer_row(subject.customer_id.bytes)


def _foreseen_scores(
    training: Training, row: int, places: NDArray[np.integer]
) -> NDArray[np.float64] | None:
    """Return what the model thinks of a customer's products; `None` where there is no model."""
    if row >= training.foreseen.shape[0] or not training.foreseen.shape[1]:
        return None
    listed, scores = training.foreseen[row], training.foreseen_score[row]
    known = {int(place): float(score) for place, score in zip(listed, scores, strict=True)}
    least = float(scores[listed >= 0].min(initial=0.0)) - _NOT_FORESEEN
    return np.array([known.get(int(place), least) for place in places], np.float64)
