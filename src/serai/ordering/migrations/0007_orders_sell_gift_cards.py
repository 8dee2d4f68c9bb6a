"""Expand: orders say which gift cards they sell."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0006_the_database_adds_orders_up"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="gift_cards",
            field=models.JSONField(null=True),
        ),
    ]
