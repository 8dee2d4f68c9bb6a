"""Expand: a payment that collects for a plan knows the request that asked for it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0016_payments_that_wait"),
    ]

    operations = [
        migrations.AddField(
            model_name="instalmentcollection",
            name="key",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddConstraint(
            model_name="instalmentcollection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True),
                fields=("plan", "key"),
                name="instalment_collection_once_a_key",
            ),
        ),
    ]
