"""Refuse to change or delete what everyone was shown after promotions, and note which transaction wrote it."""

from django.db import migrations

from serai.plumbing.append_only import note_transactions


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("pricing", "0009_promoted_prices")]
    operations = [
        migrations.RunSQL(
            """
            CREATE TRIGGER pricing_promoted_prices_are_append_only
            BEFORE UPDATE OR DELETE ON pricing_promoted_price
            FOR EACH STATEMENT EXECUTE FUNCTION pricing_refuse_to_rewrite_prices();
            """,
            "DROP TRIGGER pricing_promoted_prices_are_append_only ON pricing_promoted_price;",
        ),
        note_transactions("pricing_promoted_price"),
    ]
