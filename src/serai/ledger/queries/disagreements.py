"""Proof that what is kept is what was posted."""

from serai.plumbing.db import rows


def ledger_disagreements(limit: int = 100) -> list[str]:
    """
    Return a sentence for everything in the books that disagrees; none is what should be there.

    Balances are compared with postings, what is held with holds, lots with balances and with their uses;
    entries must be whole and sum to zero. One statement, which reads everything.
    """
    return [sentence for (sentence,) in rows(_DISAGREE, [limit])]


_DISAGREE = """
WITH posted AS (
  SELECT account_id, sum(amount) AS amount FROM ledger_posting GROUP BY account_id
), last AS (
  SELECT DISTINCT ON (account_id) account_id, balance FROM ledger_posting
  ORDER BY account_id, id DESC
), held AS (
  SELECT account_id, sum(amount - captured) AS amount FROM ledger_hold
  WHERE state = 'held' GROUP BY account_id
), kept AS (
  SELECT account_id, sum(remaining) AS amount FROM ledger_lot GROUP BY account_id
), used AS (
  SELECT lot_id, sum(amount) AS amount FROM ledger_lot_use GROUP BY lot_id
), named AS (
  SELECT a.*, concat_ws(' ', a.kind, nullif(a.owner, ''), a.unit) AS name,
    CASE normal_side WHEN 'debit' THEN balance ELSE -balance END AS standing
  FROM ledger_account AS a
)
SELECT * FROM (
  SELECT format('Account %%s: balance %%s, but %%s posted.', name, a.balance, coalesce(amount, 0))
  FROM named AS a LEFT JOIN posted ON account_id = a.id
  WHERE a.balance <> coalesce(amount, 0)
  UNION ALL
  SELECT format('Account %%s: balance %%s, but %%s after its last line.', name, a.balance, last.balance)
  FROM named AS a JOIN last ON account_id = a.id WHERE a.balance <> last.balance
  UNION ALL
  SELECT format('Account %%s: %%s held, but open holds of %%s.', name, a.held, coalesce(amount, 0))
  FROM named AS a LEFT JOIN held ON account_id = a.id WHERE a.held <> coalesce(amount, 0)
  UNION ALL
  SELECT format('Account %%s: balance %%s, but lots of %%s.', name, standing, coalesce(amount, 0))
  FROM named AS a LEFT JOIN kept ON account_id = a.id
  WHERE keeps_lots AND standing <> coalesce(amount, 0)
  UNION ALL
  SELECT format('Lot %%s: %%s of %%s left, but %%s used.', l.id, remaining, l.amount, coalesce(used.amount, 0))
  FROM ledger_lot AS l LEFT JOIN used ON lot_id = l.id
  WHERE l.amount - remaining <> coalesce(used.amount, 0)
  UNION ALL
  SELECT format('Entry %%s: %%s postings of %%s, or they do not sum to zero.', e.reference, sum(p.lines), e.lines)
  FROM ledger_entry AS e LEFT JOIN (
    SELECT entry_id, count(*) AS lines, sum(amount) AS difference
    FROM ledger_posting AS p JOIN ledger_account AS a ON a.id = p.account_id GROUP BY entry_id, unit
  ) AS p ON entry_id = e.id
  GROUP BY e.id
  HAVING coalesce(sum(p.lines), 0) <> e.lines OR coalesce(bool_or(difference <> 0), true)
) AS said (sentence)
LIMIT %s"""
