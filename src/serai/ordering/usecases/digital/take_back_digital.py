"""Take back what came by wire when its money goes back, or never came."""

from datetime import datetime
from uuid import UUID

from serai.ordering.domain.order_state import OrderState
from serai.ordering.models import DownloadGrant, LicenceKey
from serai.ordering.queries.changes.standing_order import standing_order
from serai.plumbing.db import rows, unit_of_work

_ORDER = """
SELECT state, total_minor > 0 AND refunded_minor >= total_minor + added_minor
FROM ordering_order WHERE id = %s FOR UPDATE
"""
_OVER = (OrderState.FAILED, OrderState.CANCELLED)


@unit_of_work()
def take_back_digital(order_id: UUID, *, now: datetime) -> int:
    """
    Revoke what an order no longer has: all of it when it is over or its money went back whole, else the units that
    left its lines. Keys that nobody has seen are free again. Return how many grants and keys changed.

    Safe to repeat.
    """
    found = rows(_ORDER, [order_id])
    if not found:
        return 0
    [(state, all_back)] = found
    over = state in _OVER or all_back
    standing: dict[UUID, int] = {}
    if not over:
        for line in standing_order(order_id).lines.values():
            if line.variant_id is not None:
                standing[line.variant_id] = standing.get(line.variant_id, 0) + line.quantity
    kept = [variant_id for variant_id, units in standing.items() if units]
    grants = DownloadGrant.objects.filter(order_id=order_id, revoked_at__isnull=True)
    changed = grants.exclude(variant_id__in=kept).update(revoked_at=now)
    return changed + _keys(order_id, standing, now)


def _keys(order_id: UUID, standing: dict[UUID, int], now: datetime) -> int:
    by_article: dict[UUID, list[LicenceKey]] = {}
    found = LicenceKey.objects.filter(order_id=order_id, revoked_at__isnull=True)
    for key in found.select_for_update().order_by("id"):
        by_article.setdefault(key.variant_id, []).append(key)
    gone = [
        key
        for variant_id, keys in by_article.items()
        for key in keys[standing.get(variant_id, 0) :]
    ]
    unseen = [key.pk for key in gone if key.given_at is None]
    seen = [key.pk for key in gone if key.given_at is not None]
    LicenceKey.objects.filter(pk__in=unseen).update(order_id=None)
    LicenceKey.objects.filter(pk__in=seen).update(revoked_at=now)
    return len(gone)
