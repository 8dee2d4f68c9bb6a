"""
The parts that all statements about stock share: lock first, in one order, and see what bands change.

PostgreSQL's READ COMMITTED sets three traps for a single statement that locks and changes rows; the parts
here and their order avoid them, and the race tests prove it:

* Only a row that the statement locks is handed over in its newest version; everything beside it is as it
  was when the statement began. So all that a decision needs is in the locked rows themselves: balances,
  and reservations, which for this reason are one row each.
* An UPDATE first builds the new row from the version that the statement began with and checks its
  constraints, and only then finds the newest version and builds it again. So a new row is made wholly
  from what the lock handed over: `SET on_hand = locked.on_hand, …`, never `on_hand = on_hand - 1`.
* Parts of a statement run in no promised order. So each part that writes reads from `locked`, directly or
  by way of others: nothing is written before every lock is held, and all locks are taken in one order:
  reservations before balances (those of others only if nobody has them), balances by variant and location.

Two statements in one transaction keep this order only after `lock_stock`.
"""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from serai.inventory.domain.band import LOW_UP_TO, Band
from serai.inventory.events import AvailabilityChanged
from serai.plumbing.events import publish

_IN_ONE_EVENT = 500

LOCKED = """
around AS MATERIALIZED (
  SELECT variant_id, location_id FROM spots
  UNION
  SELECT spots.variant_id, beside.location_id
  FROM spots
  JOIN inventory_channel_location AS here ON here.location_id = spots.location_id
  JOIN inventory_channel_location AS beside ON beside.channel_code = here.channel_code
), locked AS MATERIALIZED (
  SELECT b.id, b.variant_id, b.location_id, b.on_hand, b.reserved, b.buffer
  FROM around
  JOIN inventory_balance AS b
    ON b.variant_id = around.variant_id AND b.location_id = around.location_id
  ORDER BY b.variant_id, b.location_id
  FOR UPDATE OF b
)"""
"""
Locks the balances of `spots (variant_id, location_id)`, and those beside them: of the same variants at the
other locations of the same channels, because a band is the sum over a channel's locations.
"""


def band_sql(free: str) -> str:
    """Return the SQL of the band of so many free units; the same rule as `band_of`."""
    return (
        f"CASE WHEN {free} <= 0 THEN '{Band.OUT.value}'"
        f" WHEN {free} <= {LOW_UP_TO} THEN '{Band.LOW.value}' ELSE '{Band.IN.value}' END"
    )


_BEFORE = "sum(greatest(changed.free_before - sold_from.buffer, 0))"
_AFTER = "sum(greatest(changed.free_after - sold_from.buffer, 0))"
MOVED = f"""
bands AS (
  SELECT channel_code, variant_id FROM sums
  WHERE is_fed OR {band_sql("before")} <> {band_sql("after")}
  UNION
  SELECT channel_code, s.set_id FROM sums JOIN catalog_set_part AS s ON s.part_id = variant_id
  WHERE before / s.units <> after / s.units AND (
    is_fed OR {band_sql("(before / s.units)")} <> {band_sql("(after / s.units)")})
)"""  # noqa: S608 -- constants only
"""
Finds what moves, from `sums (channel_code, variant_id, before, after, is_fed)`. With a part, the sets that it would
let move are told too: a set moves only if one of its parts does so.
"""
BANDS = f"""
sums AS MATERIALIZED (
  SELECT sold_from.channel_code, changed.variant_id, {_BEFORE} AS before, {_AFTER} AS after,
    EXISTS (SELECT FROM inventory_channel_feed AS feed
            WHERE feed.channel_code = sold_from.channel_code) AS is_fed
  FROM changed
  JOIN inventory_channel_location AS sold_from ON sold_from.location_id = changed.location_id
  GROUP BY sold_from.channel_code, changed.variant_id
  HAVING {_BEFORE} <> {_AFTER}
), {MOVED}"""  # noqa: S608 -- constants only
"""
Finds what moves to another band, from `changed (variant_id, location_id, free_before, free_after)`, and what
changes at all in channels that are told numbers.
"""


def tell_bands(changed: Iterable[tuple[str, UUID]]) -> None:
    """Publish which variants moved to another band, by channel code."""
    by_channel: dict[str, list[UUID]] = defaultdict(list)
    for channel_code, variant_id in changed:
        by_channel[channel_code].append(variant_id)
    for channel_code, variants in by_channel.items():
        for start in range(0, len(variants), _IN_ONE_EVENT):
            publish(
                AvailabilityChanged(tuple(variants[start : start + _IN_ONE_EVENT]), channel_code)
            )
