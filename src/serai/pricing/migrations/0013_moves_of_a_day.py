"""Expand: moves of a day are found by when they were made."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("pricing", "0012_price_moves"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="priceproposal",
            index=models.Index(
                condition=models.Q(automatic__in=["moved", "put_back"]),
                fields=["channel", "-decided_at"],
                name="pricing_proposals_moved",
            ),
        ),
    ]
