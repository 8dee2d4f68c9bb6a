"""The database itself refuses an order that is not its lines, or that is paid by less than it costs."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION ordering_order_is_its_lines() RETURNS trigger
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

CREATE FUNCTION ordering_order_is_paid() RETURNS trigger
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

CREATE CONSTRAINT TRIGGER ordering_order_is_paid
AFTER UPDATE OF state, refunded_minor ON ordering_order
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW
WHEN (NEW.source = '' AND (
  NEW.state = 'paid' AND OLD.state <> 'paid' OR NEW.refunded_minor <> OLD.refunded_minor))
EXECUTE FUNCTION ordering_order_is_paid();
"""
BACK = """
DROP TRIGGER ordering_order_is_paid ON ordering_order;
DROP FUNCTION ordering_order_is_paid();
DROP TRIGGER ordering_order_is_its_lines ON ordering_order;
DROP FUNCTION ordering_order_is_its_lines();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0005_orders_keep_their_taxes"),
        ("payments", "0005_payment_life"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACK)]
