"""One model of who responds, with and without: differences between people are shrunk as far as they deserve."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai_science.linear.logistic import likeliest, sigmoid
from serai_science.linear.scale import Scale
from serai_science.uplift.qini import qini

Numbers = NDArray[np.float64]
SHRINKAGES = (1.0, 30.0, 300.0, 1000.0)
_FOLDS, _TIMES, _MAIN = 4, 3, 1.0


class OneSided(ValueError):
    """Everybody was treated, or nobody, or nothing ever happened: there is nothing to compare."""

    def __init__(self) -> None:
        super().__init__("There must be people with and without, who responded and who did not.")


@dataclass(frozen=True, slots=True)
class Response:
    """
    The chance of a response with a treatment and without.

    Attributes:
        scale: of the features.
        weights: (2 k + 2,) log-odds: base, each feature, treatment, each feature's part of its effect.
        shrinkage: how strongly the last k were pulled to 0.
    """

    scale: Scale
    weights: Numbers
    shrinkage: float

    def uplift(self, features: Numbers) -> Numbers:
        """Return how much likelier a response is with the treatment; (n,) in -1..1."""
        return self._chance(features, 1.0) - self._chance(features, 0.0)

    def parts(self, features: Numbers) -> Numbers:
        """Return what each feature adds to the log-odds that the treatment makes; (n, k)."""
        scaled = self.scale.apply(features)
        return scaled * self.weights[-scaled.shape[1] :]

    def _chance(self, features: Numbers, treated: float) -> Numbers:
        rows = _rows(self.scale.apply(features), np.full(len(features), treated))
        return sigmoid(rows @ self.weights)


def learn_response(
    features: Numbers,
    treated: Numbers,
    responded: Numbers,
    *,
    shrinkages: tuple[float, ...] = SHRINKAGES,
) -> Response:
    """
    Learn from an experiment: who was treated was drawn by lot.

    How strongly differences in effect are shrunk is what orders left-out people best, by Qini over four folds,
    divided anew three times.
    Where people hardly differ, the strongest shrinkage wins and nothing is read from noise.

    Args:
        features: (n, k) known before the treatment.
        treated: (n,) of 0 and 1.
        responded: (n,) of 0 and 1.
        shrinkages: precisions of normal priors to try, on effects a standard deviation of a feature.

    Raises:
        OneSided: a group or a response is empty.

    Notes:
        Deterministic: row i is in fold i // 4^t mod 4 the t-th time. Source of the form:
        Lo (2002), "The True Lift Model", SIGKDD Explorations 4(2).
    """
    for each in (treated, responded):
        if each.min() == each.max():
            raise OneSided
    if len(shrinkages) == 1:
        return _fit(features, treated, responded, shrinkages[0])
    met = {each: _ordering(features, treated, responded, each) for each in shrinkages}
    return _fit(features, treated, responded, max(met, key=lambda each: met[each]))


def _ordering(features: Numbers, treated: Numbers, responded: Numbers, shrinkage: float) -> float:
    """Return how well people are ordered who were left out, the mean of several ways to leave them out."""
    row = np.arange(treated.size)
    found = [
        qini(
            _left_out(features, treated, responded, row // _FOLDS**time % _FOLDS, shrinkage),
            treated,
            responded,
        )
        for time in range(_TIMES)
    ]
    return float(np.mean(found))


def _left_out(
    features: Numbers,
    treated: Numbers,
    responded: Numbers,
    fold: NDArray[np.int64],
    shrinkage: float,
) -> Numbers:
    score = np.zeros(treated.size)
    for each in range(_FOLDS):
        inside, outside = fold != each, fold == each
        model = _fit(features[inside], treated[inside], responded[inside], shrinkage)
        score[outside] = model.uplift(features[outside])
    return score


def _fit(features: Numbers, treated: Numbers, responded: Numbers, shrinkage: float) -> Response:
    scale, k = Scale.of(features), features.shape[1]
    penalty = np.r_[1e-6, np.full(k, _MAIN), 1e-6, np.full(k, shrinkage)]
    return Response(
        scale, likeliest(_rows(scale.apply(features), treated), responded, penalty), shrinkage
    )


def _rows(scaled: Numbers, treated: Numbers) -> Numbers:
    """Treatment stands as -1/2 and 1/2, so that the features' own weights are those of both groups' middle."""
    side = treated - 0.5
    rows: Numbers = np.c_[np.ones(len(scaled)), scaled, side, scaled * side[:, None]]
    return rows
