"""Expand: lines of orders keep what sets consisted of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0034_promotions_change_delivery"),
    ]

    operations = [
        migrations.AddField(
            model_name="orderline",
            name="parts",
            field=models.JSONField(null=True),
        ),
    ]
