"""Deliver what comes by wire, once its money is there."""

from datetime import datetime, timedelta
from uuid import UUID

from serai.catalog import public as catalog
from serai.fulfilment import public as fulfilment
from serai.ordering.domain.order_state import OrderState
from serai.ordering.models import DigitalFile, DownloadGrant, LicenceKey
from serai.ordering.usecases.open_order_groups import open_order_groups
from serai.plumbing.db import rows, unit_of_work

_ORDER = """
SELECT state = ANY(%s) OR state = 'accepted' AND payment ->> 'state' = 'authorised'
FROM ordering_order WHERE id = %s FOR UPDATE
"""
_PAID = [OrderState.PAID.value, OrderState.FULFILLED.value]
_GONE = (*fulfilment.OUT, *fulfilment.OVER)


@unit_of_work()
def deliver_digital(order_id: UUID, *, now: datetime) -> bool:
    """
    Grant the downloads of a paid order, give its keys, and hand its digital groups over; return whether any was.

    A group of nothing but gift cards and services waits for the goods of its order and leaves with the last of
    them: until then all of it can be called off. Alone it leaves at once.

    What is set aside for an order counts as paid: it is taken with the hand-over. An order that is not paid, or is
    held, gets nothing yet: to ask again is safe, and changes nothing after it was done.
    """
    found = rows(_ORDER, [_PAID, order_id])
    if not found or not found[0][0]:
        return False
    groups = open_order_groups(order_id, now=now)
    goods_are_here = any(
        group.kind is not fulfilment.GroupKind.DIGITAL and group.state not in _GONE
        for group in groups
    )
    ready = [
        group
        for group in groups
        if group.kind is fulfilment.GroupKind.DIGITAL
        and group.state not in (*_GONE, fulfilment.GroupState.HELD)
        and (not goods_are_here or _comes_by_wire(group))
    ]
    for group in ready:
        _give(order_id, {line.variant_id for line in group.lines if line.left}, now)
        fulfilment.hand_over(group.id, now=now)
    return bool(ready)


def _comes_by_wire(group: fulfilment.GroupView) -> bool:
    return any(catalog.article_terms(line.variant_id).is_digital for line in group.lines)


def _give(order_id: UUID, variant_ids: set[UUID], now: datetime) -> None:
    digital = {each for each in variant_ids if catalog.article_terms(each).is_digital}
    if not digital:
        return
    files = DigitalFile.objects.filter(variant_id__in=digital, is_offered=True).defer("content")
    DownloadGrant.objects.bulk_create(
        (
            DownloadGrant(
                order_id=order_id,
                variant_id=file.variant_id,
                file=file,
                most_downloads=file.most_downloads,
                granted_at=now,
                expires_at=now + timedelta(days=file.days),
            )
            for file in files.order_by("id")
        ),
        ignore_conflicts=True,
    )
    keys = LicenceKey.objects.filter(order_id=order_id, variant_id__in=digital)
    keys.filter(given_at__isnull=True).update(given_at=now)
