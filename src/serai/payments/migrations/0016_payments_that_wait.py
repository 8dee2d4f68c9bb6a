"""Indexes of payments and bank lines that wait, built beside those who pay."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("payments", "0015_bank_lines_given_back"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="payment",
            index=models.Index(
                condition=models.Q(state__in=["pending", "authorised"]),
                fields=["state", "-id"],
                name="payment_not_through",
            ),
        ),
        AddIndexConcurrently(
            model_name="bankline",
            index=models.Index(
                condition=models.Q(
                    ("given_back_at__isnull", True), models.Q(("finding", ""), _negated=True)
                ),
                fields=["-id"],
                name="bank_line_puzzling",
            ),
        ),
    ]
