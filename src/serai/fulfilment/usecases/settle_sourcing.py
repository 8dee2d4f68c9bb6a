"""Tell the decision who sends an order what came of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from serai.decisions.public import BadToken, OutcomeKind, TokenExpired, record_outcome
from serai.fulfilment.domain.group_kind import GroupKind
from serai.fulfilment.domain.group_state import OVER
from serai.fulfilment.models import SourcingDecision
from serai.fulfilment.queries.groups import GroupView, groups_of_order
from serai.plumbing.db import unit_of_work


@unit_of_work()
def settle_sourcing(order_id: UUID, *, now: datetime) -> bool:
    """
    Record, once all of an order is there, whether its promise was kept and what its parcels cost; once.

    Kept is an outcome (`kept`) where every group was there by what its shopper was told. The cost is another
    (`cost`), below zero so that more is better: what was planned, and for each parcel beyond the plan what its
    dearest one cost.
    Nothing is recorded of an order that was called off altogether. One statement where nobody decided.
    """
    decided = (
        SourcingDecision.objects.select_for_update()
        .filter(pk=order_id, settled_at__isnull=True)
        .exclude(token="")
        .first()
    )
    if decided is None:
        return False
    carried = [
        each
        for each in groups_of_order(order_id)
        if each.state not in OVER and each.kind is GroupKind.SHIP
    ]
    if any(each.delivered_at is None for each in carried):
        return False
    decided.settled_at = now
    decided.save(update_fields=["settled_at"])
    if carried:
        _record(decided, carried, now)
    return True


def _record(decided: SourcingDecision, carried: list[GroupView], now: datetime) -> None:
    told = [(OutcomeKind.COST, -float(spent(decided.why, carried)))]
    if all(_kept(each) for each in carried):
        told.append((OutcomeKind.KEPT, 1.0))
    for kind, value in told:
        try:
            record_outcome(decided.token, kind, value, now=now)
        except (BadToken, TokenExpired):
            return


def _kept(group: GroupView) -> bool:
    until = group.told_latest or group.promised_latest
    return until is None or (group.delivered_at is not None and group.delivered_at <= until)


def spent(why: dict[str, Any], carried: list[GroupView]) -> int:
    """Return what the parcels of an order cost, in minor units of the plan's terms."""
    planned = why.get("parcels", [])
    beyond = max(0, len(carried) - len(planned))
    dearest = max((each["cost_minor"] for each in planned), default=0)
    return int(why.get("cost_minor", 0) + beyond * dearest)
