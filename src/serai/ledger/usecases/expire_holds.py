"""End the holds whose time is over."""

from datetime import datetime

from serai.plumbing.db import rows, unit_of_work

AT_ONCE = 500


def expire_holds(*, now: datetime) -> int:
    """End holds whose time is over, in parts; return how many. Holds that someone has in hand wait."""
    ended, count = 0, AT_ONCE
    while count == AT_ONCE:
        with unit_of_work():
            count = len(rows(_EXPIRE, {"now": now, "limit": AT_ONCE}))
        ended += count
    return ended


_EXPIRE = """
WITH over AS MATERIALIZED (
  SELECT id, account_id, amount - captured AS amount FROM ledger_hold
  WHERE state = 'held' AND expires_at <= %(now)s
  ORDER BY expires_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
), total AS MATERIALIZED (
  SELECT account_id, sum(amount)::bigint AS amount FROM over GROUP BY account_id
), locked AS MATERIALIZED (
  SELECT a.id, a.balance, a.held FROM ledger_account AS a
  WHERE a.id IN (SELECT account_id FROM total) ORDER BY a.id FOR UPDATE
), freed AS (
  UPDATE ledger_account AS a SET balance = locked.balance, held = locked.held - total.amount
  FROM locked JOIN total ON total.account_id = locked.id WHERE a.id = locked.id
), ended AS (
  UPDATE ledger_hold AS h SET state = 'expired', settled_at = %(now)s
  FROM over WHERE h.id = over.id AND (SELECT count(*) FROM locked) > 0
)
SELECT id FROM over"""
