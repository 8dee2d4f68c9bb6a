"""
What the database itself sees to: entries are only added, sum to zero, and accounts keep their names.

The sums are checked once for all rows of a statement. Whole, balanced entries, which is what the ledger
writes, leave it at that; any other entry is noted in `ledger_unsettled` and checked again when the transaction commits.
So an entry may be written in several statements, and none that does not sum to zero is ever committed.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION ledger_refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' AND current_setting('serai.empty_the_ledger', true) = 'yes' THEN
    RETURN NULL;  -- tests begin with empty books
  END IF;
  RAISE EXCEPTION 'Entries are only added: post a reversal.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ledger_entries_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_to_rewrite();
CREATE TRIGGER ledger_postings_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_posting
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_to_rewrite();
CREATE TRIGGER ledger_lot_uses_are_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_lot_use
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_to_rewrite();

CREATE FUNCTION ledger_refuse_to_rename() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'An account keeps its name, unit and side for ever.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ledger_accounts_keep_their_names
  BEFORE DELETE OR UPDATE OF id, kind, owner, unit, normal_side, keeps_lots ON ledger_account
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_to_rename();

CREATE TABLE ledger_unsettled (entry_id uuid NOT NULL);

CREATE FUNCTION ledger_weigh_new_postings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ledger_unsettled (entry_id)
  SELECT weighed.entry_id
  FROM (
    SELECT by_unit.entry_id, sum(by_unit.lines) AS lines, min(by_unit.first) AS first,
      max(by_unit.last) AS last, bool_and(by_unit.difference = 0) AS balanced
    FROM (
      SELECT added.entry_id, account.unit, count(*) AS lines, min(added.line) AS first,
        max(added.line) AS last, sum(added.amount) AS difference
      FROM added JOIN ledger_account AS account ON account.id = added.account_id
      GROUP BY added.entry_id, account.unit
    ) AS by_unit
    GROUP BY by_unit.entry_id
  ) AS weighed
  LEFT JOIN ledger_entry AS entry ON entry.id = weighed.entry_id
  WHERE NOT (balanced AND first = 1 AND last = weighed.lines AND entry.lines = weighed.lines)
    OR entry.id IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER ledger_new_postings_are_weighed AFTER INSERT ON ledger_posting
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_weigh_new_postings();

CREATE FUNCTION ledger_refuse_unsettled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM ledger_posting AS posting JOIN ledger_account AS account ON account.id = posting.account_id
    WHERE posting.entry_id = NEW.entry_id GROUP BY account.unit HAVING sum(posting.amount) <> 0
  ) THEN
    RAISE EXCEPTION 'The postings of entry % do not sum to zero.', NEW.entry_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_sums_to_zero';
  END IF;
  IF EXISTS (
    SELECT FROM ledger_entry AS entry
    LEFT JOIN ledger_posting AS posting ON posting.entry_id = entry.id
    WHERE entry.id = NEW.entry_id
    GROUP BY entry.id, entry.lines
    HAVING count(posting.id) <> entry.lines OR min(posting.line) <> 1 OR max(posting.line) <> entry.lines
  ) THEN
    RAISE EXCEPTION 'Entry % has other postings than it says.', NEW.entry_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_is_whole';
  END IF;
  DELETE FROM ledger_unsettled WHERE entry_id = NEW.entry_id;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entries_sum_to_zero AFTER INSERT ON ledger_unsettled
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_refuse_unsettled();

ALTER TABLE ledger_account SET (fillfactor = 50);  -- balances change often, in place
ALTER TABLE ledger_lot SET (fillfactor = 80);

CREATE VIEW ledger_trial_balance AS
SELECT kind || ' ' || unit AS id, kind, unit, count(*)::int AS accounts,
  coalesce(sum(balance) FILTER (WHERE balance > 0), 0)::bigint AS debit,
  coalesce(-sum(balance) FILTER (WHERE balance < 0), 0)::bigint AS credit
FROM ledger_account GROUP BY kind, unit;
"""

BACKWARDS = """
DROP VIEW ledger_trial_balance;
DROP TABLE ledger_unsettled;
DROP FUNCTION ledger_refuse_unsettled;
DROP TRIGGER ledger_new_postings_are_weighed ON ledger_posting;
DROP FUNCTION ledger_weigh_new_postings;
DROP TRIGGER ledger_accounts_keep_their_names ON ledger_account;
DROP FUNCTION ledger_refuse_to_rename;
DROP TRIGGER ledger_lot_uses_are_append_only ON ledger_lot_use;
DROP TRIGGER ledger_postings_are_append_only ON ledger_posting;
DROP TRIGGER ledger_entries_are_append_only ON ledger_entry;
DROP FUNCTION ledger_refuse_to_rewrite;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
