"""Indexes of parts that are overdue and of plans in default, built beside those who pay."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("payments", "0018_gift_cards_sent_later"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="instalmentplan",
            index=models.Index(
                condition=models.Q(("defaulted_at__isnull", False)),
                fields=["id"],
                name="instalment_plan_in_default",
            ),
        ),
        AddIndexConcurrently(
            model_name="instalment",
            index=models.Index(
                condition=models.Q(("state", "overdue")),
                fields=["plan"],
                name="instalment_overdue",
            ),
        ),
    ]
