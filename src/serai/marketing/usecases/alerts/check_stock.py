"""Find who is told that an article is there again."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.conf import settings

from serai.inventory.public import availability
from serai.marketing.domain.alerts.alert import AlertKind
from serai.marketing.usecases.alerts.fall_due import fall_due
from serai.plumbing.db import execute, rows, unit_of_work


@unit_of_work()
def check_stock(variant_ids: Collection[UUID], channel_code: str, *, now: datetime) -> int:
    """
    Have those told who wait for articles that are there, who asked first first; return how many. Safe to repeat.

    Since an article was last sold out, at most as many are told as units are free times `SERAI_ALERTS_PER_UNIT`; the
    others wait for the next arrival. One statement where nobody waits and nobody was told, else five. Those who look
    at the same article queue up at its count.
    """
    asked = {"variants": list(variant_ids), "channel": channel_code}
    concerned = [variant_id for (variant_id,) in rows(_CONCERNED, asked)]
    if not concerned:
        return 0
    told = dict(rows(_COUNTS, {"variants": concerned, "channel": channel_code}))
    stock = availability(concerned, channel_code)
    rooms = {
        each: max(stock[each].free * settings.SERAI_ALERTS_PER_UNIT - told[each], 0)
        for each in concerned
    }
    due = rows(
        _FIRST,
        {
            "channel": channel_code,
            "now": now,
            "variants": list(rooms),
            "rooms": list(rooms.values()),
        },
    )
    chosen = Counter(variant_id for _, variant_id in due)
    counts = {each: told[each] + chosen[each] if stock[each].free else 0 for each in concerned}
    execute(
        _COUNTED,
        {"channel": channel_code, "variants": list(counts), "told": list(counts.values())},
    )
    fall_due(due, channel_code, AlertKind.STOCK)
    return len(due)


_CONCERNED = """
SELECT variant_id FROM marketing_alert
WHERE state = 'waiting' AND kind = 'stock' AND channel_code = %(channel)s
  AND variant_id = ANY(%(variants)s::uuid[])
UNION
SELECT variant_id FROM marketing_alerts_told
WHERE told > 0 AND channel_code = %(channel)s AND variant_id = ANY(%(variants)s::uuid[])
ORDER BY variant_id"""

_COUNTS = """
INSERT INTO marketing_alerts_told AS counted (channel_code, variant_id, told)
SELECT %(channel)s, variant_id, 0 FROM unnest(%(variants)s::uuid[]) AS asked (variant_id)
ORDER BY variant_id
ON CONFLICT (channel_code, variant_id) DO UPDATE SET told = counted.told
RETURNING variant_id, told"""

_FIRST = """
WITH first AS MATERIALIZED (
  SELECT a.id FROM unnest(%(variants)s::uuid[], %(rooms)s::bigint[]) AS room (variant_id, people)
  CROSS JOIN LATERAL (
    SELECT id FROM marketing_alert
    WHERE state = 'waiting' AND kind = 'stock' AND channel_code = %(channel)s
      AND variant_id = room.variant_id
    ORDER BY confirmed_at, id LIMIT room.people
  ) AS a
), held AS MATERIALIZED (
  SELECT id FROM marketing_alert WHERE id IN (SELECT id FROM first) AND state = 'waiting'
  ORDER BY id FOR UPDATE
)
UPDATE marketing_alert AS a SET state = 'due', due_at = %(now)s
FROM held WHERE a.id = held.id AND a.state = 'waiting'
RETURNING a.id, a.variant_id"""

_COUNTED = """
UPDATE marketing_alerts_told AS counted SET told = now.told
FROM unnest(%(variants)s::uuid[], %(told)s::bigint[]) AS now (variant_id, told)
WHERE counted.channel_code = %(channel)s AND counted.variant_id = now.variant_id"""
