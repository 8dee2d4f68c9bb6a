"""The sequence that order numbers are drawn from."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ordering", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE ordering_order_number START 1000001",
            "DROP SEQUENCE ordering_order_number",
        )
    ]
