"""Learn what offers do from the runs that are over, and let plans count with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

import numpy as np

from serai.marketing.models import OfferReading
from serai.marketing.queries.learnt_effects import EFFECTS, LearntEffect, write_effects
from serai.plumbing.model_registry import Card, Figure, Published, publish
from serai_science.offers.believe import as_said, believed, log_score, together
from serai_science.offers.effect import NAMES, Effect

_NOISE = 1.0
"""By how many nats an offer what was learned may foretell worse than what was said: one half may be unlucky."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """The runs of one offer that are over: what was said last, and what all of them, and their halves, show."""

    said: Effect
    all: Effect
    halves: tuple[Effect, Effect]
    learnt: LearntEffect


def learn_effects(*, now: datetime) -> Published | None:
    """
    Publish what each offer does, when some run is over that can be read; it needs `read_runs` first.

    Half of the people of each run, drawn by lot, are foretold from the other half: better than by what was said, or
    nothing is published.
    """
    over = OfferReading.objects.filter(whole=True, shown__isnull=False).select_related("run")
    rows = [each for each in over.order_by("run__made_at", "pk") if _told(each)["halves"]]
    if not rows:
        return None
    by_offer: dict[UUID, list[OfferReading]] = {}
    for each in rows:
        by_offer.setdefault(each.promotion_id, []).append(each)
    shown = {promotion_id: _shown(runs) for promotion_id, runs in by_offer.items()}
    learnt = {promotion_id: each.learnt for promotion_id, each in shown.items()}
    return publish(
        EFFECTS,
        _card(list(shown.values()), rows),
        lambda folder: write_effects(learnt, folder),
        tolerance=_NOISE,
        now=now,
    )


def _shown(rows: Sequence[OfferReading]) -> _Shown:
    last = rows[-1]
    [offer] = [each for each in last.run.offers if each["promotion_id"] == str(last.promotion_id)]
    said = offer.get("said", offer)
    whole = together([_effect(_told(each)) for each in rows])
    first, second = (
        together([_effect(_told(each)["halves"][side]) for each in rows]) for side in (0, 1)
    )
    people = sum(each.sent + each.kept for each in rows)
    return _Shown(
        as_said([float(said[name]) for name in NAMES]),
        whole,
        (first, second),
        LearntEffect(whole, len(rows), people),
    )


def _told(row: OfferReading) -> dict[str, Any]:
    """Return what a reading shows; those that show nothing are not among the rows."""
    return row.shown or {"halves": []}


def _effect(kept: dict[str, Any]) -> Effect:
    return Effect(np.array(kept["mean"]), np.array(kept["covariance"]))


def _card(shown: Sequence[_Shown], rows: Sequence[OfferReading]) -> Card:
    learnt = float(
        np.mean([log_score(believed(each.said, each.halves[0]), each.halves[1]) for each in shown])
    )
    said = float(np.mean([log_score(each.said, each.halves[1]) for each in shown]))
    return Card(
        protocol="Half of the people of each run, by lot, were foretold from the other half.",
        figure=Figure("log score an offer, nats", learnt, said, "what was said of the offers"),
        others=tuple(
            Figure(
                "doubt of {name}, mean",
                now,
                before,
                "of what was said",
                at_most=True,
                facts={"name": name},
            )
            for name, now, before in zip(NAMES, *_doubts(shown), strict=True)
        ),
        rows=sum(each.sent + each.kept for each in rows),
        data_until=datetime.combine(max(each.seen_until for each in rows), time.min, UTC),
        settings={"offers": len(shown), "runs": len({each.run_id for each in rows})},
    )


def _doubts(shown: Sequence[_Shown]) -> tuple[list[float], list[float]]:
    """Return how unsure, over all offers, each share is that is believed, and that was said."""
    now = np.mean([believed(each.said, each.all).error for each in shown], axis=0)
    before = np.mean([each.said.error for each in shown], axis=0)
    return now.tolist(), before.tolist()
