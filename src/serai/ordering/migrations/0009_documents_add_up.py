"""The database itself refuses documents that are not their rows, and orders that are not their documents."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION ordering_check_documents(wanted uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  wrong text;
BEGIN
  SELECT format('Document %s is not the sum of its rows.', c.id) INTO wrong
  FROM ordering_order_change AS c
  LEFT JOIN LATERAL (
    SELECT coalesce(sum(items_minor) FILTER (WHERE kind <> 'delivery'), 0) AS items,
      coalesce(sum(items_minor) FILTER (WHERE kind = 'delivery'), 0) AS delivery,
      coalesce(sum(discount_minor), 0) AS discount, coalesce(sum(tax_minor), 0) AS tax,
      coalesce(sum(tax_included_minor), 0) AS included
    FROM ordering_order_change_line WHERE change_id = c.id) AS l ON true
  WHERE c.order_id = wanted AND (c.items_minor, c.delivery_minor, c.discount_minor, c.tax_minor,
    c.tax_included_minor) <> (l.items, l.delivery, l.discount, l.tax, l.included)
  LIMIT 1;
  IF wrong IS NULL THEN
    SELECT format('Order %s is not the sum of its documents.', o.number) INTO wrong
    FROM ordering_order AS o
    LEFT JOIN LATERAL (
      SELECT coalesce(sum(greatest(total_minor, 0)), 0) AS added,
        coalesce(sum(greatest(-total_minor, 0)), 0) AS off,
        coalesce(sum(uncollected_minor), 0) AS uncollected
      FROM ordering_order_change WHERE order_id = o.id AND state = 'in_force') AS c ON true
    WHERE o.id = wanted
      AND (o.added_minor, o.taken_off_minor, o.uncollected_minor) <> (c.added, c.off, c.uncollected);
  END IF;
  IF wrong IS NULL THEN
    SELECT format('Line %s of order %s would have %s units worth %s.',
      position, wanted, sum(quantity), sum(total_minor)) INTO wrong
    FROM (
      SELECT position, quantity, items_minor, total_minor, tax_included_minor FROM ordering_order_line
      WHERE order_id = wanted
      UNION ALL
      SELECT l.position, l.quantity, l.items_minor, l.total_minor, l.tax_included_minor
      FROM ordering_order_change_line AS l JOIN ordering_order_change AS c ON c.id = l.change_id
      WHERE c.order_id = wanted AND c.state = 'in_force' AND l.position IS NOT NULL) AS part
    GROUP BY position
    HAVING sum(quantity) < 0 OR sum(items_minor) < 0 OR sum(total_minor) < 0
      OR sum(tax_included_minor) < 0
    LIMIT 1;
  END IF;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION '%', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ordering_documents_add_up';
  END IF;
END $$;

CREATE FUNCTION ordering_documents_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'ordering_order' THEN
    PERFORM ordering_check_documents(NEW.id);
  ELSIF TG_TABLE_NAME = 'ordering_order_change' THEN
    PERFORM ordering_check_documents(NEW.order_id);
  ELSE
    PERFORM ordering_check_documents(
      (SELECT order_id FROM ordering_order_change WHERE id = NEW.change_id));
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ordering_documents_add_up
AFTER UPDATE OF added_minor, taken_off_minor, uncollected_minor ON ordering_order
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
WHEN ((NEW.added_minor, NEW.taken_off_minor, NEW.uncollected_minor)
  IS DISTINCT FROM (OLD.added_minor, OLD.taken_off_minor, OLD.uncollected_minor))
EXECUTE FUNCTION ordering_documents_add_up();
CREATE CONSTRAINT TRIGGER ordering_documents_add_up AFTER INSERT OR UPDATE ON ordering_order_change
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ordering_documents_add_up();
CREATE CONSTRAINT TRIGGER ordering_documents_add_up AFTER INSERT ON ordering_order_change_line
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ordering_documents_add_up();

CREATE FUNCTION ordering_documents_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A document in force, and the rows of any document, never change.'
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER ordering_documents_stay BEFORE UPDATE OR DELETE ON ordering_order_change
FOR EACH ROW WHEN (OLD.state <> 'awaiting_payment') EXECUTE FUNCTION ordering_documents_stay();
CREATE TRIGGER ordering_documents_stay BEFORE UPDATE OR DELETE ON ordering_order_change_line
FOR EACH ROW EXECUTE FUNCTION ordering_documents_stay();

CREATE OR REPLACE FUNCTION ordering_order_is_paid() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  captured bigint;
  refunded bigint;
BEGIN
  SELECT coalesce(sum(captured_minor), 0), coalesce(sum(refunded_minor), 0) INTO captured, refunded
  FROM payments_payment WHERE order_id = NEW.id AND currency = NEW.currency;
  IF NEW.state = 'paid' AND captured < NEW.total_minor - NEW.uncollected_minor
    OR refunded < NEW.refunded_minor THEN
    RAISE EXCEPTION 'Order % costs %, but % were taken and % given back.',
      NEW.number, NEW.total_minor - NEW.uncollected_minor, captured, refunded
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ordering_order_is_paid';
  END IF;
  RETURN NULL;
END $$;
"""
BACK = """
CREATE OR REPLACE FUNCTION ordering_order_is_paid() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  captured bigint;
  refunded bigint;
BEGIN
  SELECT coalesce(sum(captured_minor), 0), coalesce(sum(refunded_minor), 0) INTO captured, refunded
  FROM payments_payment WHERE order_id = NEW.id AND currency = NEW.currency;
  IF NEW.state = 'paid' AND captured < NEW.total_minor OR refunded < NEW.refunded_minor THEN
    RAISE EXCEPTION 'Order % costs %, but % were taken and % given back.',
      NEW.number, NEW.total_minor, captured, refunded
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ordering_order_is_paid';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER ordering_documents_stay ON ordering_order_change_line;
DROP TRIGGER ordering_documents_stay ON ordering_order_change;
DROP FUNCTION ordering_documents_stay();
DROP TRIGGER ordering_documents_add_up ON ordering_order_change_line;
DROP TRIGGER ordering_documents_add_up ON ordering_order_change;
DROP TRIGGER ordering_documents_add_up ON ordering_order;
DROP FUNCTION ordering_documents_add_up();
DROP FUNCTION ordering_check_documents(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0008_documents_of_orders"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACK)]
