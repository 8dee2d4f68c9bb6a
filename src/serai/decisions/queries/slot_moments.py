"""What subjects brought to whole slots, summed up by the database: holdout and everybody else."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from serai.decisions.domain.metric import metrics_of_slot
from serai.decisions.domain.slot import Slot
from serai.plumbing.db import rows
from serai_science.experiment.estimate import Estimate, estimate_moments

_ON = """
WITH shown AS MATERIALIZED (
  SELECT e.setting_id, e.subject, bool_and(e.holdout) AS held, bool_or(e.holdout) AS ever,
    min(e.shown_at) AS first_at
  FROM decisions_exposure AS e JOIN decisions_slot_setting AS s ON s.id = e.setting_id
  WHERE e.setting_id = ANY(%(settings)s) AND e.position = 0
    AND e.shown_at >= s.updated_at
  GROUP BY 1, 2
), wanted AS (
  SELECT * FROM unnest(%(setting)s::int[], %(code)s::text[], %(kind)s::text[], %(what)s::text[],
    %(anywhere)s::bool[]) AS w(setting_id, code, kind, what, anywhere)
), brought AS (
  SELECT w.setting_id, w.code, shown.held, shown.subject,
    CASE w.what WHEN 'any' THEN 1.0 WHEN 'count' THEN count(*) ELSE sum(o.value) END AS worth
  FROM shown JOIN wanted AS w USING (setting_id)
  JOIN decisions_outcome AS o ON o.subject = shown.subject AND o.kind = w.kind
    AND o.recorded_at >= shown.first_at AND (w.anywhere OR o.setting_id = w.setting_id)
  WHERE shown.held = shown.ever
  GROUP BY 1, 2, 3, 4, w.what
)
SELECT setting_id, code, held, sum(worth)::float8, sum(worth * worth)::float8 FROM brought GROUP BY 1, 2, 3
UNION ALL
SELECT setting_id, '', held, count(*) FILTER (WHERE held = ever), count(*) FILTER (WHERE held <> ever)
FROM shown GROUP BY 1, 3"""

_AGREED = """
SELECT e.setting_id, count(*) FILTER (WHERE e.position = 0), max(e.position) > 0,
  count(*) FILTER (WHERE e.position = 0 AND e.shadow_position = 0)
FROM decisions_exposure AS e JOIN decisions_slot_setting AS s ON s.id = e.setting_id
WHERE e.setting_id = ANY(%(settings)s) AND e.shadow_propensity IS NOT NULL
  AND e.shown_at >= s.updated_at
GROUP BY 1"""

_TAKEN = """
WITH taken AS (
  SELECT o.setting_id, o.subject, count(*) AS all_of, count(*) FILTER (WHERE o.position = 0) AS first,
    count(*) FILTER (WHERE o.shadow_position = 0) AS beside
  FROM decisions_outcome AS o JOIN decisions_slot_setting AS s ON s.id = o.setting_id
  JOIN unnest(%(settings)s::int[], %(reward)s::text[]) AS w(setting_id, kind)
    ON w.setting_id = o.setting_id AND w.kind = o.kind
  WHERE o.shadow_propensity IS NOT NULL AND o.shown_at >= s.updated_at
  GROUP BY 1, 2
)
SELECT setting_id, count(*), sum(all_of)::int, sum(first)::int, sum(beside)::int,
  sum((beside - first) ^ 2)::float8, sum((beside - first) * all_of)::float8, sum(all_of ^ 2)::float8
FROM taken GROUP BY 1"""


@dataclass(frozen=True, slots=True)
class OnMoments:
    """
    What is known of one slot that is on since it was switched.

    Attributes:
        subjects: the holdout's and everybody else's, each counted once.
        crossed: how many were once held out and once not; they are left out.
        estimates: by metric; the holdout is arm 0.
    """

    subjects: tuple[int, int]
    crossed: int
    estimates: dict[str, Estimate]


@dataclass(frozen=True, slots=True)
class ShadowMoments:
    """
    What is known of one slot that is in shadow since it was switched.

    Attributes:
        decisions: how many were noted.
        agreed: in how many the policy would have put first what stood first.
        several: whether more than one item is shown at a time.
        subjects: how many took something.
        taken: how often its reward came; of that, `first` stood first, `beside` would have.
        squares: over subjects, of beside less first: squared, times taken, and taken squared.
    """

    decisions: int = 0
    agreed: int = 0
    several: bool = False
    subjects: int = 0
    taken: int = 0
    first: int = 0
    beside: int = 0
    squares: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(slots=True)
class _Sums:
    subjects: list[int] = field(default_factory=lambda: [0, 0])
    crossed: int = 0
    total: dict[str, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0, 0.0]))
    squares: dict[str, list[float]] = field(default_factory=lambda: defaultdict(lambda: [0.0, 0.0]))


def on_moments(slots: Sequence[tuple[int, Slot]]) -> dict[int, OnMoments]:
    """
    Return what subjects brought since slots were switched, by setting; one statement for all.

    A subject counts once, from its first exposure since the switch on, with everything that came until now.

    Args:
        slots: settings that are on, with their slots.
    """
    if not slots:
        return {}
    asked = [(key, metric) for key, slot in slots for metric in metrics_of_slot(slot)]
    found = rows(
        _ON,
        {
            "settings": [key for key, _ in slots],
            "setting": [key for key, _ in asked],
            "code": [metric.code for _, metric in asked],
            "kind": [metric.kind.value for _, metric in asked],
            "what": [metric.what for _, metric in asked],
            "anywhere": [metric.anywhere for _, metric in asked],
        },
    )
    sums = {key: _Sums() for key, _ in slots}
    for key, code, held, first, second in found:
        arm, one = int(not held), sums[key]
        if code:
            one.total[code][arm], one.squares[code][arm] = first, second
        else:
            one.subjects[arm], one.crossed = int(first), one.crossed + int(second)
    return {
        key: OnMoments(
            (one.subjects[0], one.subjects[1]),
            one.crossed,
            {
                metric.code: estimate_moments(
                    np.array(one.subjects),
                    np.array(one.total[metric.code]),
                    np.array(one.squares[metric.code]),
                )
                for setting, metric in asked
                if setting == key
            },
        )
        for key, one in sums.items()
    }


def shadow_moments(slots: Sequence[tuple[int, Slot]]) -> dict[int, ShadowMoments]:
    """
    Return how far policies in shadow agree with what is shown, by setting; two statements for all.

    Args:
        slots: settings that are in shadow, with their slots.
    """
    if not slots:
        return {}
    keys, rewards = [key for key, _ in slots], [slot.reward.value for _, slot in slots]
    agreed = {each[0]: each for each in rows(_AGREED, {"settings": keys})}
    taken = {each[0]: each for each in rows(_TAKEN, {"settings": keys, "reward": rewards})}
    found = {}
    for key in keys:
        _, decisions, several, same = agreed.get(key, (key, 0, False, 0))
        _, subjects, every, first, beside, *squares = taken.get(
            key, (key, 0, 0, 0, 0, 0.0, 0.0, 0.0)
        )
        found[key] = ShadowMoments(
            decisions, same, several, subjects, every, first, beside, tuple(squares)
        )
    return found
