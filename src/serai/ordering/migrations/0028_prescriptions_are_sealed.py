"""Expand: whether a prescription's content is sealed. What is there already is sealed by the hourly job."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0027_orders_know_their_network"),
    ]

    operations = [
        migrations.AddField(
            model_name="prescription",
            name="is_sealed",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
