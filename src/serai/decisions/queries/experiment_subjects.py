"""The subjects of an experiment: who was shown which arm, and what each of them brought."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai.decisions.domain.metric import Metric
from serai.plumbing.db import rows
from serai_science.experiment.exposure import (
    Exposed,
    first_exposures,
    outcomes_after,
    outcomes_before,
)

_EXPOSED = """
SELECT arm_id, subject, extract(epoch FROM min(shown_at))::float8, max(segment) FROM (
  SELECT arm_id, subject, shown_at, segment FROM decisions_exposure
  WHERE arm_id = ANY(%(arms)s) AND arm_id > 0 AND position = 0
  UNION ALL
  SELECT arm_id, subject, shown_at, '' FROM decisions_outcome
  WHERE arm_id = ANY(%(arms)s) AND arm_id > 0
) AS shown GROUP BY arm_id, subject"""

_OUTCOMES = """
SELECT subject, extract(epoch FROM recorded_at)::float8, value FROM decisions_outcome
WHERE kind = %(kind)s AND (setting_id = %(setting)s OR %(anywhere)s)
  AND subject IN (
    SELECT subject FROM decisions_exposure WHERE arm_id = ANY(%(arms)s) AND arm_id > 0 AND position = 0
    UNION
    SELECT subject FROM decisions_outcome WHERE arm_id = ANY(%(arms)s) AND arm_id > 0)"""


@dataclass(frozen=True, slots=True)
class ExposedSubjects:
    """
    Everybody who was shown an arm, first exposures only.

    Attributes:
        exposed: numbers of subjects (see `number`), arms from 0 on, instants, and how many crossed.
        segment: (n,) array of words.
        number: the subject's pseudonym by its place.
    """

    exposed: Exposed
    segment: NDArray[np.str_]
    number: NDArray[np.int64]

    def values(self, outcomes: "Outcomes", metric: Metric, *, window: float) -> NDArray[np.float64]:
        """Return the metric of each subject, of what came within `window` seconds of the first exposure."""
        subject, worth = self._told(outcomes, metric)
        found = outcomes_after(self.exposed, subject, outcomes.at, worth, window=window)
        return np.minimum(found, 1.0) if metric.what == "any" else found

    def values_before(
        self, outcomes: "Outcomes", metric: Metric, *, window: float
    ) -> NDArray[np.float64]:
        """Return the same of what came within `window` seconds before the first exposure."""
        subject, worth = self._told(outcomes, metric)
        return outcomes_before(self.exposed, subject, outcomes.at, worth, window=window)

    def _told(
        self, outcomes: "Outcomes", metric: Metric
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        place = np.searchsorted(self.number, outcomes.subject)
        worth = outcomes.value if metric.what == "value" else np.ones(outcomes.value.size)
        return place, worth


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What subjects brought: three (m,) arrays; `at` in seconds since 1970."""

    subject: NDArray[np.int64]
    at: NDArray[np.float64]
    value: NDArray[np.float64]


def exposed_subjects(arm_ids: Sequence[int]) -> ExposedSubjects:
    """Return everybody who was shown one of the arms; arms are numbered in the order given. One statement."""
    found = rows(_EXPOSED, {"arms": list(arm_ids)})
    place_of = {arm_id: place for place, arm_id in enumerate(arm_ids)}
    arm = np.array([place_of[row[0]] for row in found], np.int64)
    pseudonym = np.array([row[1] for row in found], np.int64)
    at = np.array([row[2] for row in found], np.float64)
    word_of = {row[1]: row[3] for row in found}
    number, place = np.unique(pseudonym, return_inverse=True)
    exposed = first_exposures(place, arm, at)
    words = [word_of[int(number[each])] for each in exposed.subject]
    return ExposedSubjects(exposed, np.array(words, np.str_), number)


def outcomes_of(arm_ids: Sequence[int], metric: Metric, *, setting_id: int) -> Outcomes:
    """Return what everybody who was shown one of the arms brought of a metric's kind, ever. One statement."""
    found = rows(
        _OUTCOMES,
        {
            "arms": list(arm_ids),
            "kind": metric.kind.value,
            "setting": setting_id,
            "anywhere": metric.anywhere,
        },
    )
    return Outcomes(
        np.array([row[0] for row in found], np.int64),
        np.array([row[1] for row in found], np.float64),
        np.array([row[2] for row in found], np.float64),
    )
