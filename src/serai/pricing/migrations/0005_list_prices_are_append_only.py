"""Refuse to change or delete a price of a list, and remember which transaction wrote it."""

from django.db import migrations

from serai.plumbing.append_only import note_transactions


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("pricing", "0004_price_lists")]
    operations = [
        migrations.RunSQL(
            """
            CREATE TRIGGER pricing_list_prices_are_append_only
            BEFORE UPDATE OR DELETE ON pricing_price_list_entry
            FOR EACH STATEMENT EXECUTE FUNCTION pricing_refuse_to_rewrite_prices();
            """,
            "DROP TRIGGER pricing_list_prices_are_append_only ON pricing_price_list_entry;",
        ),
        note_transactions("pricing_price_list_entry"),
    ]
