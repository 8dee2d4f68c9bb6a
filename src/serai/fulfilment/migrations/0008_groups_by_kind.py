"""An index of groups by how they reach the shopper, built beside those who pick."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("fulfilment", "0007_queue_of_groups"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="group",
            index=models.Index(
                fields=["kind", "queue_at", "id"], name="fulfilment_group_kind_queue"
            ),
        ),
    ]
