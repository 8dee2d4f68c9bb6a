"""An order is paid by its own payments: what is collected for a plan of instalments does not count again."""

from django.db import migrations

_CHECK = """
CREATE OR REPLACE FUNCTION ordering_order_is_paid() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  captured bigint;
  refunded bigint;
BEGIN
  SELECT coalesce(sum(captured_minor), 0), coalesce(sum(refunded_minor), 0) INTO captured, refunded
  FROM payments_payment WHERE order_id = NEW.id AND currency = NEW.currency%s;
  IF NEW.state = 'paid' AND captured < NEW.total_minor - NEW.uncollected_minor
    OR refunded < NEW.refunded_minor THEN
    RAISE EXCEPTION 'Order %% costs %%, but %% were taken and %% given back.',
      NEW.number, NEW.total_minor - NEW.uncollected_minor, captured, refunded
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ordering_order_is_paid';
  END IF;
  RETURN NULL;
END $$;
"""
FORWARD = _CHECK % "\n    AND NOT starts_with(purpose, 'instalment')"
BACK = _CHECK % ""


class Migration(migrations.Migration):
    dependencies = [("ordering", "0010_return_rules_by_path")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
