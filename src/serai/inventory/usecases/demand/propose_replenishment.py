"""Propose what every location should order or get from another one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np

from serai.inventory.domain.proposal_state import ProposalKind, ProposalState
from serai.inventory.models import Proposal
from serai.inventory.queries.demand.foreseen import MODEL, foreseen
from serai.inventory.queries.demand.positions import articles, places
from serai.inventory.usecases.demand.choose_forecast import chosen_forecast
from serai.inventory.usecases.demand.need import Known
from serai.inventory.usecases.demand.note_scarcity import Scarce, note_scarcity
from serai.inventory.usecases.demand.work_out import work_out
from serai.plumbing.db import execute, unit_of_work
from serai.plumbing.model_registry import in_use

MOST_AT_A_LOCATION = 50


@dataclass(frozen=True, slots=True)
class Proposed:
    """How much a run proposed, and how many articles will be scarce."""

    orders: int = 0
    moves: int = 0
    scarce: int = 0


def propose_replenishment(*, now: datetime) -> Proposed:
    """
    Work out for every article at every location what to order, and replace what was proposed before.

    A location's order brings it to what is enough, with the chance that its class deserves, until the order
    after this one is there. A distribution centre that has the article gives first; where it has too little for
    all, each unit goes where it is likeliest to be sold; suppliers bring the rest. Of a location's proposals the
    fifty that save most sales are kept. Articles that run out everywhere before anything can come are told.
    """
    arrays, kept = foreseen(), in_use(MODEL)
    if arrays is None or kept is None:
        return Proposed()
    arrays = chosen_forecast(arrays, now=now)
    known = Known(arrays, articles(arrays, now=now), places(arrays), kept.version, now)
    found: list[Proposal] = []
    for row in np.unique(known.where.variant):
        found += work_out(known, int(row), np.flatnonzero(known.where.variant == row))
    chosen, scarce = _best_of_each(found), _scarce(known)
    with unit_of_work():
        execute("SELECT pg_advisory_xact_lock(hashtext('inventory.propose_replenishment'))")
        Proposal.objects.filter(state=ProposalState.OPEN).update(state=ProposalState.REPLACED)
        Proposal.objects.bulk_create(chosen, batch_size=1_000)
        note_scarcity(scarce, now=now)
    moves = sum(each.kind == ProposalKind.MOVE for each in chosen)
    return Proposed(len(chosen) - moves, moves, len(scarce))


def _best_of_each(proposals: list[Proposal]) -> list[Proposal]:
    kept: dict[UUID, int] = {}
    best = []
    for each in sorted(proposals, key=lambda each: (-each.gain, str(each.variant_id))):
        kept[each.location_id] = kept.get(each.location_id, 0) + 1
        if kept[each.location_id] <= MOST_AT_A_LOCATION:
            best.append(each)
    return best


def _scarce(known: Known) -> list[Scarce]:
    """Return the articles that earn most and that all locations together run out of before a delivery."""
    goods, arrays, where = known.goods, known.foreseen, known.where
    held = np.bincount(where.variant, np.maximum(where.free, 0), len(goods.ids))
    span = np.clip(goods.days[:, None] / 7 - np.arange(arrays.mean.shape[1]), 0, 1)
    until_then = (arrays.mean * span).sum(axis=1)
    stocked = np.isin(np.arange(len(goods.ids)), where.variant)
    return [
        Scarce(goods.ids[at], int(held[at]), round(float(until_then[at]), 1), goods.last_on[at])
        for at in np.flatnonzero(stocked & (held < until_then) & (arrays.classes != "C"))
    ]
