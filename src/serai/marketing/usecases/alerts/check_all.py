"""Look at everything that waits, whatever was told."""

from datetime import datetime

from serai.marketing.domain.alerts.alert import AlertKind
from serai.marketing.usecases.alerts.check_prices import check_prices
from serai.plumbing.db import rows

_AT_ONCE = 5_000


def check_all(*, now: datetime) -> int:
    """
    Have those told whose price came down without anybody saying so; return how many.

    Nobody tells when a price of a group's or a company's list begins or ends with the passing of time.
    """
    told = 0
    for channel_code, variants in rows(_WAITING, {"kind": AlertKind.PRICE.value}):
        for start in range(0, len(variants), _AT_ONCE):
            told += check_prices(variants[start : start + _AT_ONCE], channel_code, now=now)
    return told


_WAITING = """
SELECT channel_code, array_agg(DISTINCT variant_id) FROM marketing_alert
WHERE state = 'waiting' AND kind = %(kind)s GROUP BY channel_code ORDER BY channel_code"""
