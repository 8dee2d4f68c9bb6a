"""The statement that reserves; what must hold for it to be right is said in lock_balances."""

from serai.inventory.domain.reservation_state import RESERVATION_STATES, ReservationAction
from serai.inventory.usecases.lock_balances import BANDS, LOCKED

_MAY_HOLD = ", ".join(
    f"'{state.value}'" for state in RESERVATION_STATES.sources(ReservationAction.HOLD)
)

IN_CHANNEL = """
  SELECT location_id, priority, buffer AS kept FROM inventory_channel_location
  WHERE channel_code = %(where)s"""
AT_LOCATION = """
  SELECT %(where)s::uuid AS location_id, 0 AS priority, 0 AS kept"""
_BY_PRIORITY = """least(free, greatest(asked - coalesce(sum(free)
      OVER (PARTITION BY variant_id ORDER BY priority, location_id
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0), 0))"""
_AS_PLANNED = """least(free, planned) + least(free - least(free, planned), greatest(
      asked - sum(least(free, planned)) OVER (PARTITION BY variant_id)
      - coalesce(sum(free - least(free, planned))
          OVER (PARTITION BY variant_id ORDER BY priority, location_id
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0), 0))"""
_PLAN = """
    LEFT JOIN unnest(%(planned_variants)s::uuid[], %(planned_locations)s::uuid[], %(planned)s::int[])
      AS plan (variant_id, location_id, units) USING (variant_id, location_id)"""
_FREED = """
    LEFT JOIN freed USING (variant_id, location_id)"""
_STALE = """state = 'held' AND expires_at <= %(now)s AND id <> %(of)s
    AND variant_ids && %(variants)s::uuid[]"""
_SHELF = """
    LEFT JOIN unnest(%(kept_variants)s::uuid[], %(kept_locations)s::uuid[], %(kept)s::int[])
      AS shelf (variant_id, location_id, stays) USING (variant_id, location_id)"""
_MOVED = f"""moved AS (
  UPDATE inventory_balance AS b
  SET on_hand = counted.on_hand, reserved = counted.reserved + taken - freed
  FROM counted, kept WHERE b.id = counted.id AND taken <> freed
), changed AS (
  SELECT variant_id, location_id, greatest(on_hand - reserved - buffer, 0) AS free_before,
    greatest(on_hand - reserved + freed - taken - buffer, 0) AS free_after
  FROM counted, kept
), {BANDS}"""  # noqa: S608 -- constants only


def reserve_sql(target: str, *, planned: bool = False, keeps: bool = False) -> str:
    """
    Return the statement; `target` selects (location_id, priority, kept) to take units
    from, `kept` of which stay there.

    With a plan, each location gives what is planned of it as far as it is free, and only what is then missing is
    taken by priority. No plan may name more of a variant than is asked for.

    mine, stale: the order's own reservation, and others beyond their time that nobody else has in hand.
    freed: what these give back. counted: each balance with what is free and what is taken from it, filled
    up in the order of priority. short: what there is too little of; then nothing below is written.

    With `keeps`, so many units of a variant stay on the shelf of a place as are told beside.
    """
    return f"""
WITH wanted AS MATERIALIZED (
  SELECT * FROM unnest(%(variants)s::uuid[], %(quantities)s::int[]) AS w (variant_id, asked)
), target AS MATERIALIZED ({target}
), mine AS MATERIALIZED (
  SELECT id, state, variant_ids, location_ids, quantities
  FROM inventory_reservation WHERE id = %(of)s FOR UPDATE
), stale AS MATERIALIZED (
  SELECT id, variant_ids, location_ids, quantities
  FROM inventory_reservation
  WHERE (SELECT count(*) FROM mine) >= 0  -- its lock comes first
    AND {_STALE}
  ORDER BY expires_at LIMIT 100
  FOR UPDATE SKIP LOCKED
), freed AS MATERIALIZED (
  SELECT variant_id, location_id, sum(quantity)::int AS freed
  FROM (SELECT variant_ids, location_ids, quantities FROM stale
        UNION ALL
        SELECT variant_ids, location_ids, quantities FROM mine WHERE state = 'held') AS held
  CROSS JOIN unnest(variant_ids, location_ids, quantities) AS u (variant_id, location_id, quantity)
  GROUP BY variant_id, location_id
), spots AS MATERIALIZED (
  SELECT variant_id, location_id FROM wanted CROSS JOIN target
  UNION
  SELECT variant_id, location_id FROM freed
), {LOCKED}, {_counted(planned=planned, keeps=keeps, gives_back=True)}, short AS MATERIALIZED (
  SELECT wanted.variant_id, wanted.asked, coalesce(sum(free), 0)::bigint AS free
  FROM wanted
  LEFT JOIN counted ON counted.variant_id = wanted.variant_id AND counted.priority IS NOT NULL
  GROUP BY wanted.variant_id, wanted.asked
  HAVING coalesce(sum(free), 0) < wanted.asked
), offer AS MATERIALIZED (
  SELECT array_agg(variant_id ORDER BY id) AS variant_ids,
    array_agg(location_id ORDER BY id) AS location_ids, array_agg(taken ORDER BY id) AS quantities
  FROM counted
  WHERE taken > 0 AND NOT EXISTS (SELECT FROM short)
    AND NOT EXISTS (SELECT FROM mine WHERE state NOT IN ({_MAY_HOLD}))
  HAVING count(*) > 0
), renewed AS (
  UPDATE inventory_reservation AS r
  SET state = 'held', variant_ids = offer.variant_ids, location_ids = offer.location_ids,
    quantities = offer.quantities, held_at = %(now)s, expires_at = %(expires)s, settled_at = NULL
  FROM offer, mine WHERE r.id = mine.id
  RETURNING r.id
), begun AS (
  INSERT INTO inventory_reservation
    (id, state, variant_ids, location_ids, quantities, held_at, expires_at)
  SELECT %(of)s, 'held', variant_ids, location_ids, quantities, %(now)s, %(expires)s
  FROM offer WHERE NOT EXISTS (SELECT FROM mine)
  ON CONFLICT DO NOTHING
  RETURNING id
), kept AS MATERIALIZED (
  SELECT id FROM renewed UNION ALL SELECT id FROM begun
), ended AS (
  UPDATE inventory_reservation AS r SET state = 'expired', settled_at = %(now)s
  FROM stale, kept WHERE r.id = stale.id
), {_MOVED}
SELECT 'line', NULL, variant_id, location_id, taken, 0 FROM counted, kept WHERE taken > 0
UNION ALL SELECT 'short', NULL, variant_id, NULL, asked, free FROM short
UNION ALL SELECT 'band', channel_code, variant_id, NULL, 0, 0 FROM bands
UNION ALL SELECT 'state', state, NULL, NULL, 0, 0 FROM mine WHERE state NOT IN ({_MAY_HOLD})"""  # noqa: S608 -- constants only


def reserve_anew_sql(target: str, *, planned: bool = False, keeps: bool = False) -> str:
    """
    Return the statement for an order that holds nothing yet, of variants of which nothing is held too long.

    Most are, and it has half the parts of `reserve_sql`. Where it does not apply it locks and tells nothing. Else
    it tells of each variant what is `taken`, or only `seen` because nothing is reserved: at which location how many
    would be taken of how many free ones.
    """
    return f"""
WITH wanted AS MATERIALIZED (
  SELECT * FROM unnest(%(variants)s::uuid[], %(quantities)s::int[]) AS w (variant_id, asked)
  WHERE NOT EXISTS (SELECT FROM inventory_reservation WHERE id = %(of)s)
    AND NOT EXISTS (SELECT FROM inventory_reservation WHERE {_STALE})
), target AS MATERIALIZED ({target}
), spots AS MATERIALIZED (
  SELECT variant_id, location_id FROM wanted CROSS JOIN target
), {LOCKED}, {_counted(planned=planned, keeps=keeps, gives_back=False)}, kept AS (
  INSERT INTO inventory_reservation
    (id, state, variant_ids, location_ids, quantities, held_at, expires_at)
  SELECT %(of)s, 'held', array_agg(variant_id ORDER BY id), array_agg(location_id ORDER BY id),
    array_agg(taken ORDER BY id), %(now)s, %(expires)s
  FROM counted WHERE taken > 0
  HAVING sum(taken) = (SELECT sum(asked) FROM wanted)
  ON CONFLICT DO NOTHING
  RETURNING id
), {_MOVED}
SELECT CASE WHEN EXISTS (SELECT FROM kept) THEN 'line' ELSE 'seen' END, NULL, wanted.variant_id,
  location_id, taken, CASE WHEN priority IS NULL THEN 0 ELSE free END
FROM wanted LEFT JOIN counted ON counted.variant_id = wanted.variant_id
UNION ALL SELECT 'band', channel_code, variant_id, NULL, 0, 0 FROM bands"""  # noqa: S608 -- constants only


def _counted(*, planned: bool, keeps: bool, gives_back: bool) -> str:
    """Return the part that counts what is free at each balance, and what is taken from it."""
    share = _AS_PLANNED if planned else _BY_PRIORITY
    units, plan = ("coalesce(plan.units, 0)", _PLAN) if planned else ("0", "")
    stays, shelf = (" - coalesce(shelf.stays, 0)", _SHELF) if keeps else ("", "")
    freed, given = ("coalesce(freed, 0)", _FREED) if gives_back else ("0", "")
    return f"""counted AS MATERIALIZED (
  SELECT *, CASE WHEN priority IS NULL THEN 0 ELSE {share} END::int AS taken
  FROM (
    SELECT locked.*, {freed} AS freed, asked, priority,
      CASE WHEN priority IS NULL THEN 0 ELSE {units} END AS planned,
      greatest(on_hand - reserved + {freed} - buffer - coalesce(kept, 0){stays}, 0) AS free
    FROM locked{given}
    LEFT JOIN wanted USING (variant_id)
    LEFT JOIN target USING (location_id){plan}{shelf}
  ) AS free_now
)"""  # noqa: S608 -- constants only
