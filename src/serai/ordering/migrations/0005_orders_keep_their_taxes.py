"""Expand: carts and orders keep their taxes by rate and the tax id they were bought with."""

from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0004_promotions_of_carts_and_orders"),
    ]

    operations = [
        migrations.AddField(
            model_name="cartrow",
            name="tax_id",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="cartrow",
            name="taxes",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddField(
            model_name="order",
            name="tax_id",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="order",
            name="tax_included_minor",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="order",
            name="taxes",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddField(
            model_name="orderline",
            name="tax_included_minor",
            field=models.BigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="orderline",
            name="tax_rate",
            field=models.DecimalField(
                db_default=Decimal("0"), decimal_places=6, default=Decimal("0"), max_digits=7
            ),
        ),
    ]
