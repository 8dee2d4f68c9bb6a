"""Take in what carriers tell of parcels."""

from collections.abc import Mapping
from datetime import datetime

import structlog

from serai.fulfilment.domain.group_state import GroupAction, GroupState, allowed_actions
from serai.fulfilment.domain.parcels.parcel_state import LIVE, SEEN, ParcelState, state_after
from serai.fulfilment.events import ParcelMoved
from serai.fulfilment.models import Parcel, ParcelNewsRow
from serai.fulfilment.ports import Carriers, ParcelNews
from serai.fulfilment.usecases.groups.follow_parcel import deliver_parcel
from serai.fulfilment.usecases.groups.hand_over import Tracking, hand_over
from serai.fulfilment.usecases.groups.lock_groups import LockedGroup, locked_group
from serai.kernel.errors import DomainError
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish
from serai.plumbing.wiring import bound

_log = structlog.get_logger()


def take_in_news(carrier: str, headers: Mapping[str, str], body: bytes, *, now: datetime) -> int:
    """
    Check a carrier's signature, and act on its news once however often they are delivered.

    Returns:
        How many of them were new. News of parcels that are not ours are none.

    Raises:
        UnknownCarrier: no carrier here is called so.
        CarrierNewsRefused: signature missing, wrong or too old; body not readable.
    """
    there = bound(Carriers).named(carrier)
    told = there.news(headers, body, now=now)
    return sum(note_news(there.name, each, now=now) for each in told)


def note_news(carrier: str, news: ParcelNews, *, now: datetime) -> bool:
    """
    Write down what was told of a parcel, and let its group follow; return whether it was news.

    A group leaves when the carrier has all of its parcels, and is delivered when all are. One that cannot follow,
    because it is held, or whoever takes it must show their age, stays for somebody to look at.
    """
    moved = _noted(carrier, news, now)
    if moved is None:
        return False
    if moved.group_id is not None:
        _follow(moved, now)
    return True


@unit_of_work()
def _noted(carrier: str, news: ParcelNews, now: datetime) -> Parcel | None:
    found = Parcel.objects.select_for_update().defer("pdf")
    row = found.filter(carrier=carrier, tracking_number=news.tracking_number).first()
    if row is None:
        return None
    _, is_new = ParcelNewsRow.objects.get_or_create(
        parcel=row,
        event_id=news.event_id,
        defaults={
            "status": news.status.value,
            "occurred_at": news.occurred_at,
            "place": news.place[:200],
            "text": news.text[:500],
            "received_at": now,
        },
    )
    if not is_new:
        return None
    row.state = state_after(ParcelState(row.state), news.status).value
    row.moved_at = max(news.occurred_at, row.moved_at or news.occurred_at)
    if row.state == ParcelState.DELIVERED.value and row.delivered_at is None:
        row.delivered_at = news.occurred_at
    row.save(update_fields=["state", "moved_at", "delivered_at"])
    publish(
        ParcelMoved(
            parcel_id=row.pk,
            order_id=row.order_id,
            group_id=row.group_id,
            return_id=row.return_id,
            carrier=row.label_of or row.carrier,
            tracking_number=row.tracking_number,
            status=news.status.value,
            occurred_at=news.occurred_at,
        )
    )
    return row


def _follow(moved: Parcel, now: datetime) -> None:
    assert moved.group_id is not None, "the caller has looked"
    try:
        _follow_group(moved, now)
    except DomainError as refusal:
        _log.warning(
            "a group does not follow its parcel", group=str(moved.group_id), why=str(refusal)
        )


@unit_of_work()
def _follow_group(moved: Parcel, now: datetime) -> None:
    assert moved.group_id is not None, "the caller has looked"
    locked, _ = locked_group(moved.group_id)
    states = {
        ParcelState(state)
        for state in Parcel.objects.filter(group_id=moved.group_id).values_list("state", flat=True)
        if state in {each.value for each in (*LIVE, ParcelState.RETURNED)}
    }
    if states <= set(SEEN) and _may(locked, GroupAction.SHIP):
        tracking = Tracking(moved.label_of, moved.tracking_number, moved.tracking_url)
        hand_over(moved.group_id, tracking=tracking, now=now)
    if states == {ParcelState.DELIVERED}:
        locked, _ = locked_group(moved.group_id)
        if locked.state is GroupState.SHIPPED:
            deliver_parcel(moved.group_id, now=now)


def _may(locked: LockedGroup, action: GroupAction) -> bool:
    return action in allowed_actions(locked.kind, locked.state)
