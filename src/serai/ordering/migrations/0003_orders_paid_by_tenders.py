"""Expand: what tenders pay of an order, and orders that are accepted before their money comes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0002_order_number"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="order",
            name="ordering_order_state",
        ),
        migrations.RemoveConstraint(
            model_name="order",
            name="ordering_order_one_per_cart",
        ),
        migrations.AddField(
            model_name="order",
            name="tenders",
            field=models.JSONField(null=True),
        ),
        migrations.AlterField(
            model_name="order",
            name="state",
            field=models.TextField(
                choices=[
                    ("placing", "placing"),
                    ("accepted", "accepted"),
                    ("paid", "paid"),
                    ("failed", "failed"),
                    ("cancelled", "cancelled"),
                    ("fulfilled", "fulfilled"),
                    ("completed", "completed"),
                ]
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "placing",
                            "accepted",
                            "paid",
                            "failed",
                            "cancelled",
                            "fulfilled",
                            "completed",
                        ],
                    )
                ),
                name="ordering_order_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("cart_id__isnull", False),
                    ("state__in", ["placing", "accepted", "paid", "fulfilled"]),
                ),
                fields=("cart_id",),
                name="ordering_order_one_per_cart",
            ),
        ),
    ]
