"""The database refuses an order whose taxes are not its lines', and lines that change without their order."""

from django.db import migrations

_SUMS = """
CREATE OR REPLACE FUNCTION ordering_check_lines(wanted uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  wrong text;
BEGIN
  SELECT o.number INTO wrong
  FROM ordering_order AS o
  LEFT JOIN LATERAL (
    SELECT count(*) AS lines, sum(items_minor) AS items, sum(discount_minor) AS discount,
      sum(tax_minor) AS tax, sum(tax_included_minor) AS included
    FROM ordering_order_line WHERE order_id = o.id) AS l ON true
  WHERE o.id = wanted AND o.source = '' AND (
    l.lines = 0
    OR l.items <> o.items_minor
    OR l.discount > o.discount_minor
    OR o.discount_minor - l.discount > o.delivery_minor
    OR (o.delivery_minor = o.discount_minor - l.discount
        AND (l.tax, l.included) <> (o.tax_minor, o.tax_included_minor)));
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'Order % is not the sum of its lines.', wrong
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ordering_order_is_its_lines';
  END IF;
END $$;
"""

FORWARD = (
    _SUMS
    + """
CREATE OR REPLACE FUNCTION ordering_order_is_its_lines() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ordering_check_lines(NEW.id);
  RETURN NULL;
END $$;

DROP TRIGGER ordering_order_is_its_lines ON ordering_order;
CREATE CONSTRAINT TRIGGER ordering_order_is_its_lines
AFTER INSERT OR UPDATE OF items_minor, discount_minor, delivery_minor, tax_minor, tax_included_minor
ON ordering_order
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.source = '') EXECUTE FUNCTION ordering_order_is_its_lines();

CREATE FUNCTION ordering_line_is_of_its_order() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    PERFORM ordering_check_lines(OLD.order_id);
  END IF;
  IF TG_OP <> 'DELETE' THEN
    PERFORM ordering_check_lines(NEW.order_id);
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ordering_line_is_of_its_order
AFTER DELETE OR UPDATE OF order_id, items_minor, discount_minor, tax_minor, tax_included_minor
ON ordering_order_line
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION ordering_line_is_of_its_order();

-- Lines come with their order, which is checked then. Those that come later are checked by themselves.
CREATE FUNCTION ordering_lines_come_with_their_order() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  late uuid;
BEGIN
  FOR late IN
    SELECT DISTINCT o.id FROM added JOIN ordering_order AS o ON o.id = added.order_id
    WHERE o.source = '' AND o.xmin <> pg_current_xact_id()::xid
  LOOP
    PERFORM ordering_check_lines(late);
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER ordering_lines_come_with_their_order
AFTER INSERT ON ordering_order_line
REFERENCING NEW TABLE AS added
FOR EACH STATEMENT EXECUTE FUNCTION ordering_lines_come_with_their_order();
"""
)

BACK = """
DROP TRIGGER ordering_lines_come_with_their_order ON ordering_order_line;
DROP FUNCTION ordering_lines_come_with_their_order();
DROP TRIGGER ordering_line_is_of_its_order ON ordering_order_line;
DROP FUNCTION ordering_line_is_of_its_order();
DROP TRIGGER ordering_order_is_its_lines ON ordering_order;
CREATE OR REPLACE FUNCTION ordering_order_is_its_lines() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  items bigint;
  discount bigint;
BEGIN
  SELECT sum(items_minor), sum(discount_minor) INTO items, discount
  FROM ordering_order_line WHERE order_id = NEW.id;
  IF items <> NEW.items_minor OR discount > NEW.discount_minor THEN
    RAISE EXCEPTION 'Order % is not the sum of its lines.', NEW.number
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ordering_order_is_its_lines';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ordering_order_is_its_lines
AFTER INSERT OR UPDATE OF items_minor, discount_minor ON ordering_order
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (NEW.source = '') EXECUTE FUNCTION ordering_order_is_its_lines();
DROP FUNCTION ordering_check_lines(uuid);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0019_what_comes_by_wire"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACK)]
