"""Expand: carts and orders remember promotions, lines what each of them took off."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0003_orders_paid_by_tenders"),
    ]

    operations = [
        migrations.AddField(
            model_name="cartrow",
            name="promotions",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddField(
            model_name="order",
            name="promotions",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="orderline",
            name="discounts",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="orderline",
            name="gift_of",
            field=models.UUIDField(null=True),
        ),
    ]
