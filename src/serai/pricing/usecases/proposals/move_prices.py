"""Let proposed prices count by themselves, within the budget of a day, where the slot says so."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import numpy as np

from serai.decisions.public import (
    Candidates,
    Context,
    Decision,
    Mode,
    Subject,
    decide,
    is_deciding,
    write_exposures,
)
from serai.plumbing.db import unit_of_work
from serai.pricing.models import Automatic, PriceProposal, ProposalState
from serai.pricing.queries.proposals.price_moves import DAY, MOVES, moved_since
from serai.pricing.usecases.proposals.decide_proposal import accept_proposal, is_outdated
from serai.pricing.usecases.proposals.measure_article import measure_article
from serai.pricing.usecases.proposals.set_price_moves import held_moves

AUTOMATIC = "by itself"
_STAYS, _MOVES = "stay", "move"
_LOOKED_AT = 10_000


@dataclass(frozen=True, slots=True)
class Moved:
    """How many prices moved, would have moved (shadow), and stayed to be compared with (holdout)."""

    moved: int = 0
    shadowed: int = 0
    held_out: int = 0


def move_prices(channel_code: str, *, rng: np.random.Generator, now: datetime) -> Moved:
    """
    Decide about the open proposals of a channel, those that bring most first.

    The holdout is one of articles: the same ones stay for as long as it stands. Each move is a unit of work of
    its own that counts the day's moves under a lock, so that a stop works at once and no two runs exceed the budget.

    Args:
        channel_code: where.
        rng: where the policy's chance comes from.
        now: the instant.
    """
    if not is_deciding(MOVES.code, channel_code):
        return Moved()
    waiting = PriceProposal.objects.filter(channel_id=channel_code, state=ProposalState.OPEN)
    untouched = waiting.exclude(automatic=Automatic.HELD_OUT).order_by("-gain_minor", "id")
    found: list[Automatic] = []
    for row in untouched[:_LOOKED_AT]:
        became = _take(row.pk, _decided(row, channel_code, rng, now), now)
        if became is None:
            break
        found.append(became)
    write_exposures()
    return Moved(
        *(found.count(each) for each in (Automatic.MOVED, Automatic.SHADOW, Automatic.HELD_OUT))
    )


def _decided(
    row: PriceProposal, channel_code: str, rng: np.random.Generator, now: datetime
) -> Decision:
    return decide(
        MOVES.code,
        Subject("variant", str(row.variant_id)),
        Context(channel_code, now, rng),
        Candidates([_STAYS, _MOVES], np.array([0.0, max(float(row.gain_minor), 1.0)])),
        limit=1,
    )


@unit_of_work()
def _take(proposal_id: UUID, decision: Decision, now: datetime) -> Automatic | None:
    """Do what was decided; `None` once nothing may move any more."""
    row = PriceProposal.objects.get(pk=proposal_id)
    moves = held_moves(row.channel_id, now=now)
    spent = moved_since(row.channel_id, now - DAY) >= moves.most_a_day
    if moves.stopped_at is not None or spent:
        return None
    row = PriceProposal.objects.select_for_update().get(pk=proposal_id)
    if row.state != ProposalState.OPEN or is_outdated(row, now):
        return Automatic.NOTHING
    became = _becomes(decision)
    if became is Automatic.MOVED:
        accept_proposal(proposal_id, by=AUTOMATIC, now=now)
    PriceProposal.objects.filter(pk=proposal_id).update(automatic=became)
    measure_article(row, decision, now=now)
    return became


def _becomes(decision: Decision) -> Automatic:
    if decision.explain.mode is Mode.SHADOW:
        return Automatic.SHADOW
    if decision.explain.holdout:
        return Automatic.HELD_OUT
    return Automatic.MOVED if decision.items[0].item == _MOVES else Automatic.NOTHING
