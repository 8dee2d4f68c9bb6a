"""Let proposals be carried out by themselves, within bounds, where the slot says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
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
from serai.inventory.domain.automatic import MOST_A_DAY, Automatic, is_within_bounds
from serai.inventory.domain.proposal_state import ProposalState
from serai.inventory.models import Proposal
from serai.inventory.queries.demand.slots import ORDERS
from serai.inventory.usecases.demand.decide_proposal import DecideProposal, decide_proposals
from serai.inventory.usecases.demand.watch_articles import watch_articles
from serai.plumbing.db import rows, unit_of_work

BY_ITSELF = "by itself"
_WAITS, _GOES = "wait", "go"


@dataclass(frozen=True, slots=True)
class Ordered:
    """How many proposals went, would have gone (shadow), and wait to be compared with (holdout)."""

    accepted: int = 0
    shadowed: int = 0
    held_out: int = 0


@unit_of_work()
def order_by_itself(*, rng: np.random.Generator, now: datetime) -> Ordered:
    """
    Decide about the open proposals of locations whose channel has the slot in shadow or on; all in one transaction.

    The first channel of a location counts. The holdout is one of articles at locations, the same ones for as long as
    it stands. What is beyond the bounds of `is_within_bounds` waits for people. What saves most
    sales goes first; at most `MOST_A_DAY` within 24 hours, under one lock.

    Args:
        rng: where the policy's chance comes from.
        now: the instant.
    """
    channels = {
        location: code for location, code in rows(_CHANNELS) if is_deciding(ORDERS.code, code)
    }
    if not channels:
        return Ordered()
    rows("SELECT pg_advisory_xact_lock(hashtext('inventory.order_by_itself'))::text")
    waiting = Proposal.objects.filter(
        state=ProposalState.OPEN, location_id__in=list(channels), automatic=Automatic.NOTHING
    )
    left = MOST_A_DAY - _went_since(now - timedelta(1))
    became: dict[Automatic, list[UUID]] = {each: [] for each in Automatic}
    decided: list[tuple[Proposal, Decision]] = []
    for row in waiting.order_by("-gain", "-id"):
        is_new = any(each["code"] == "new" for each in row.reasons)
        if not is_within_bounds(row.units, row.gain, is_new=is_new):
            continue
        decision = _decided(row, channels[row.location_id], rng, now)
        told = _becomes(decision)
        if told is not Automatic.ACCEPTED or len(became[told]) < left:
            became[told].append(row.pk)
            decided.append((row, decision))
    _note(became, now)
    watch_articles(decided, now=now)
    write_exposures()
    return Ordered(
        *(len(became[each]) for each in (Automatic.ACCEPTED, Automatic.SHADOW, Automatic.HELD_OUT))
    )


def _note(became: dict[Automatic, list[UUID]], now: datetime) -> None:
    for each, keys in became.items():
        if each is not Automatic.NOTHING and keys:
            Proposal.objects.filter(pk__in=keys).update(automatic=each)
    accepted: Sequence[UUID] = became[Automatic.ACCEPTED]
    if accepted:
        decide_proposals([DecideProposal(key, True, BY_ITSELF) for key in accepted], now=now)


def _decided(row: Proposal, channel: str, rng: np.random.Generator, now: datetime) -> Decision:
    return decide(
        ORDERS.code,
        Subject("article at location", f"{row.variant_id} {row.location_id}"),
        Context(channel, now, rng),
        Candidates([_WAITS, _GOES], np.array([0.0, row.gain])),
        limit=1,
    )


def _becomes(decision: Decision) -> Automatic:
    if decision.explain.mode is Mode.SHADOW:
        return Automatic.SHADOW
    if decision.explain.holdout:
        return Automatic.HELD_OUT
    return Automatic.ACCEPTED if decision.items[0].item == _GOES else Automatic.NOTHING


def _went_since(since: datetime) -> int:
    went = Proposal.objects.filter(automatic=Automatic.ACCEPTED, decided_at__gt=since)
    return went.count()


_CHANNELS = """
SELECT DISTINCT ON (location_id) location_id, channel_code FROM inventory_channel_location
ORDER BY location_id, priority, channel_code"""
