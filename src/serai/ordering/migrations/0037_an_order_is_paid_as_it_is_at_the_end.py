"""
An order must be paid if it is paid at the end of its transaction, not if it was so in between.

One whose goods were lost when its money came is paid and cancelled in one transaction, and what tenders held for
it is let go.
"""

from django.db import migrations

_CHECK = """
CREATE OR REPLACE FUNCTION ordering_order_is_paid() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  captured bigint;
  refunded bigint;
BEGIN
  SELECT coalesce(sum(captured_minor), 0), coalesce(sum(refunded_minor), 0) INTO captured, refunded
  FROM payments_payment WHERE order_id = NEW.id AND currency = NEW.currency
    AND NOT starts_with(purpose, 'instalment');
  IF NEW.state = 'paid' AND captured < NEW.total_minor - NEW.uncollected_minor%s
    OR refunded < NEW.refunded_minor THEN
    RAISE EXCEPTION 'Order %% costs %%, but %% were taken and %% given back.',
      NEW.number, NEW.total_minor - NEW.uncollected_minor, captured, refunded
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ordering_order_is_paid';
  END IF;
  RETURN NULL;
END $$;
"""
FORWARD = _CHECK % (
    "\n      AND EXISTS (SELECT FROM ordering_order AS o WHERE o.id = NEW.id AND o.state = 'paid')"
)
BACK = _CHECK % ""


class Migration(migrations.Migration):
    dependencies = [("ordering", "0036_failed_orders_are_counted_in_an_index")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
