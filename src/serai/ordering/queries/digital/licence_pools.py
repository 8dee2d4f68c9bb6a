"""How many keys of each article are left."""

from dataclasses import dataclass
from datetime import datetime

from serai.plumbing.db import rows

MOST = 100
_POOLS = """
SELECT v.sku, count(*) FILTER (WHERE k.order_id IS NULL),
  count(*) FILTER (WHERE k.order_id IS NOT NULL AND k.given_at IS NULL),
  count(*) FILTER (WHERE k.given_at IS NOT NULL AND k.revoked_at IS NULL),
  count(*) FILTER (WHERE k.revoked_at IS NOT NULL), max(k.added_at)
FROM ordering_licence_key AS k JOIN catalog_variant AS v ON v.id = k.variant_id
GROUP BY v.sku ORDER BY 2, v.sku LIMIT %s
"""


@dataclass(frozen=True)
class LicencePool:
    """The keys of one article."""

    sku: str
    left: int
    held: int
    """For orders that are being paid."""
    given: int
    revoked: int
    added_at: datetime


def licence_pools(*, limit: int = MOST) -> list[LicencePool]:
    """Return the pools, the emptiest first; one statement that reads every key."""
    return [LicencePool(*row) for row in rows(_POOLS, [min(limit, MOST)])]
