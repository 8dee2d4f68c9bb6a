"""Indexes of orders that failed, by address and by network, built beside those who order."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("ordering", "0035_lines_are_sets"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="order",
            index=models.Index(
                condition=models.Q(("state", "failed"), models.Q(("email", ""), _negated=True)),
                fields=["email", "placed_at"],
                name="ordering_order_failed_email",
            ),
        ),
        AddIndexConcurrently(
            model_name="order",
            index=models.Index(
                condition=models.Q(("network__isnull", False), ("state", "failed")),
                fields=["network", "placed_at"],
                name="ordering_order_failed_network",
            ),
        ),
    ]
