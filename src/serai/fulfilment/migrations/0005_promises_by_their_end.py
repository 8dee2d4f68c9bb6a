"""Expand: promises are found by when they end."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("fulfilment", "0004_sourcing"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="group",
            index=models.Index(fields=["promised_latest"], name="fulfilment_group_promised"),
        ),
    ]
