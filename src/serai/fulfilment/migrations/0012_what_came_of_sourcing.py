"""Expand: what came of a decision who sends is credited to it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fulfilment", "0011_parcels"),
    ]

    operations = [
        migrations.AddField(
            model_name="sourcingdecision",
            name="settled_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="sourcingdecision",
            name="token",
            field=models.TextField(db_default="", default=""),
        ),
    ]
