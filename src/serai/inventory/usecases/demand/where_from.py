"""Where the units come from that locations need: a distribution centre, another store, or the supplier."""

from datetime import timedelta
from uuid import UUID

import numpy as np

from serai.inventory.domain.proposal_state import ProposalKind
from serai.inventory.models import Proposal
from serai.inventory.usecases.demand.need import Known, Need, Reason, of_days
from serai.kernel.ids import uuid7
from serai_science.replenish.move import Bounds, Transfer, transfers
from serai_science.replenish.protection import Protection
from serai_science.replenish.share_out import allocate

MOVE_COST = 0.25
"""What moving a unit between stores costs, as a share of what its sale earns."""
_LEAST_MOVED, _MOST_JOURNEYS = 2, 5


def from_somewhere(known: Known, row: int, needs: list[Need], demand: Protection) -> list[Proposal]:
    """Give what a distribution centre can spare, then what lies too long at other stores, then order the rest."""
    pack, proposals = int(known.goods.pack[row]), []
    centre = known.where.centre_of(row)
    given, scarce = _given(known, row, needs, centre, demand) if centre is not None else ({}, [])
    moved = _moved(known, row, needs, given, demand)
    for need in needs:
        rest = need.units
        if (units := given.get(need.place, 0)) and centre is not None:
            proposal = _proposal(known, row, need, units, known.where.location[centre])
            proposal.reasons = [*scarce, *need.reasons][:3]
            proposals.append(proposal)
            rest -= units
        for journey in moved.get(need.place, ()):
            proposals.append(_journey(known, row, need, journey))
            rest -= journey.units
        if rest > 0:
            proposals.append(_proposal(known, row, need, -(-rest // pack) * pack, None))
    return proposals


def _given(
    known: Known, row: int, needs: list[Need], centre: int, demand: Protection
) -> tuple[dict[int, int], list[Reason]]:
    """Return what the centre gives to each place, all it asks for or its share of what is scarce, and that it is."""
    own = demand.mean[np.flatnonzero(known.where.variant == row) == centre].sum()
    others = [need for need in needs if need.place != centre]
    spare = max(int(known.where.free[centre]) - int(np.ceil(own)), 0)
    wanted = sum(need.units for need in others)
    if wanted <= spare:
        return {need.place: need.units for need in others}, []
    at = np.array([need.place for need in others])
    shared = allocate(
        Protection(
            np.concatenate([need.demand.mean for need in others]),
            np.concatenate([need.demand.variance for need in others]),
        ),
        np.maximum(known.where.position[at], 0).astype(np.float64),
        spare,
        weight=known.where.weight[at],
        least=np.full(at.size, known.goods.shelf[row]),
    )
    given = {need.place: int(units) for need, units in zip(others, shared, strict=True)}
    scarce: Reason = {"code": "scarce", "units": spare, "wanted": wanted, "places": len(others)}
    return given, [scarce] if len(others) > 1 else []


def _moved(
    known: Known, row: int, needs: list[Need], given: dict[int, int], demand: Protection
) -> dict[int, list[Transfer]]:
    """
    Return what stores give one another, by the place that gets it.

    It has to be sold before an order of today could be there; whoever gives keeps what it will sell itself until
    the order after that.
    """
    at = np.flatnonzero(known.where.variant == row)
    wanted = np.zeros(at.size)
    for need in needs:
        wanted[at == need.place] = need.units - given.get(need.place, 0)
    gives = (wanted == 0) & ~known.where.is_centre[at]
    for need in needs:
        gives &= at != need.place
    spare = np.where(gives, np.maximum(known.where.free[at] - np.ceil(demand.mean), 0), 0)
    wanted[known.where.is_centre[at]] = 0
    if not spare.any() or not wanted.any():
        return {}
    held = np.where(gives, known.where.free[at], known.where.position[at]).astype(np.float64)
    for place, units in given.items():
        held[at == place] += units
    made = transfers(
        of_days(known, row, at, max(int(known.goods.days[row]), 1)),
        np.maximum(held, 0),
        cost=MOVE_COST,
        kept=demand,
        bounds=Bounds(spare, wanted, _LEAST_MOVED, _MOST_JOURNEYS),
    )
    found: dict[int, list[Transfer]] = {}
    for each in made:
        place = int(at[each.target])
        source = int(at[each.source])
        found.setdefault(place, []).append(Transfer(source, place, each.units, each.gain))
    return found


def _journey(known: Known, row: int, need: Need, journey: Transfer) -> Proposal:
    """Return the proposal that another store gives what it would not sell in time."""
    source = known.where.location[journey.source]
    proposal = _proposal(known, row, need, journey.units, source)
    proposal.gain = round(journey.gain, 3)
    has = int(known.where.free[journey.source])
    proposal.reasons = [{"code": "spare", "has": has}, *need.reasons[:2]]
    return proposal


def _proposal(known: Known, row: int, need: Need, units: int, source: UUID | None) -> Proposal:
    goods, where, today = known.goods, known.where, known.now.date()
    kind = ProposalKind.ORDER if source is None else ProposalKind.MOVE
    return Proposal(
        id=uuid7(),
        kind=kind,
        variant_id=goods.ids[row],
        location_id=where.location[need.place],
        source_id=source,
        supplier=goods.supplier[row] if source is None else "",
        units=units,
        position=int(where.position[need.place]),
        up_to=need.up_to,
        expected=round(float(need.demand.mean[0]), 2),
        gain=round(need.gain * min(units / need.units, 1), 3),
        first_on=goods.first_on[row] if source is None else today + timedelta(1),
        last_on=goods.last_on[row] if source is None else today + timedelta(3),
        reasons=need.reasons,
        model_version=known.version,
        made_at=known.now,
    )
