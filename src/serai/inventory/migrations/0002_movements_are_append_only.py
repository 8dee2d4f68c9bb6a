"""Refuse to change or delete a movement; leave room on the pages of balances, which change often."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("inventory", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION inventory_refuse_to_rewrite_movements() RETURNS trigger
            LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION 'Movements are only added.' USING ERRCODE = 'restrict_violation';
            END $$;
            CREATE TRIGGER inventory_movements_are_append_only
            BEFORE UPDATE OR DELETE ON inventory_movement
            FOR EACH STATEMENT EXECUTE FUNCTION inventory_refuse_to_rewrite_movements();
            ALTER TABLE inventory_balance SET (fillfactor = 80);
            """,
            """
            ALTER TABLE inventory_balance RESET (fillfactor);
            DROP TRIGGER inventory_movements_are_append_only ON inventory_movement;
            DROP FUNCTION inventory_refuse_to_rewrite_movements();
            """,
        )
    ]
