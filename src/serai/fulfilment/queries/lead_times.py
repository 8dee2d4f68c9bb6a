"""When goods that are ordered from their suppliers would be here."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from serai.fulfilment.domain.supplier import brought_on
from serai.fulfilment.queries.network import network_now
from serai.inventory.ports import Expected
from serai.plumbing.db import rows


def expected(variant_ids: Collection[UUID], *, ordered_at: datetime) -> dict[UUID, Expected]:
    """Return when each variant would be here if it were ordered now; one statement, none for nothing."""
    if not variant_ids:
        return {}
    rests = network_now(ordered_at).rests.tolist()
    ordered_on = ordered_at.date()
    found = {}
    for variant_id, code, weekdays, days, at_most in rows(_SUPPLIED, [list(variant_ids)]):
        works = [day in weekdays for day in range(7)]
        found[variant_id] = Expected(
            brought_on(ordered_on, days, works, rests),
            brought_on(ordered_on, at_most, works, rests),
            code,
        )
    return found


_SUPPLIED = """
SELECT g.variant_id, s.code, ARRAY(SELECT jsonb_array_elements(s.weekdays)::int),
  coalesce(g.days, s.days), coalesce(g.days_at_most, s.days_at_most)
FROM fulfilment_supplied_variant AS g
JOIN fulfilment_supplier AS s ON s.code = g.supplier_id
WHERE g.variant_id = ANY(%s)"""
