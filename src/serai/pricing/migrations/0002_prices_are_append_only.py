"""Refuse to change or delete a price entry: the history of prices only grows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("pricing", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION pricing_refuse_to_rewrite_prices() RETURNS trigger
            LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION 'Prices are only added.' USING ERRCODE = 'restrict_violation';
            END $$;
            CREATE TRIGGER pricing_prices_are_append_only
            BEFORE UPDATE OR DELETE ON pricing_price_entry
            FOR EACH STATEMENT EXECUTE FUNCTION pricing_refuse_to_rewrite_prices();
            """,
            """
            DROP TRIGGER pricing_prices_are_append_only ON pricing_price_entry;
            DROP FUNCTION pricing_refuse_to_rewrite_prices();
            """,
        )
    ]
