"""Expand: promotions of changed orders change what delivery costs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0033_subscriptions_are_collected_and_paid_by_tenders"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="orderchangeline",
            name="ordering_order_change_line_position",
        ),
        migrations.AddConstraint(
            model_name="orderchangeline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ["delivery", "promotion"]),
                        ("position__isnull", True),
                        ("quantity", 0),
                    ),
                    models.Q(
                        models.Q(("kind", "delivery"), _negated=True), ("position__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="ordering_order_change_line_position",
            ),
        ),
    ]
