"""Expand: what of an order was sold before it was there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0024_orders_are_exported"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="ahead",
            field=models.JSONField(null=True),
        ),
    ]
