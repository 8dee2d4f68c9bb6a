"""Put goods aside in a store until their shopper comes."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment.domain.collect_by import collect_by
from serai.fulfilment.domain.group_state import GroupAction, GroupState
from serai.fulfilment.events import GroupReady
from serai.fulfilment.models import Closure, GroupLine, SiteRow
from serai.fulfilment.queries.groups import GroupView, group
from serai.fulfilment.queries.network import site_of_row
from serai.fulfilment.usecases.groups.lock_groups import locked_group
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


@unit_of_work()
def put_aside(group_id: UUID, *, now: datetime) -> GroupView:
    """
    Note that all of a group is picked and waits for the shopper. `GroupReady` tells; said again, nothing changes.

    A place with hours and days to hold says until when it waits; any other waits for ever.

    Raises:
        GroupNotFound: no such group.
        IllegalTransition: it is held or over, or is not collected at all.
    """
    locked, _ = locked_group(group_id)
    if locked.state is GroupState.READY:
        return group(group_id)
    for line in locked.lines.values():
        line.picked = line.quantity - line.cancelled
    locked.advance(
        GroupAction.MAKE_READY,
        now=now,
        ready_at=now,
        collect_by=_until(locked.row.location_id, now),
    )
    GroupLine.objects.bulk_update(locked.lines.values(), ["picked"])
    publish(GroupReady(**locked.facts()))
    return group(group_id)


def _until(location_id: UUID | None, now: datetime) -> datetime | None:
    row = SiteRow.objects.filter(pk=location_id).first()
    if row is None or location_id is None:
        return None
    site = site_of_row(row)
    closed = Closure.objects.filter(location_id=location_id) | Closure.objects.filter(location=None)
    return collect_by(
        site.hours,
        set(closed.values_list("day", flat=True)),
        time_zone=site.time_zone,
        hold_days=site.hold_days,
        ready_at=now,
    )
