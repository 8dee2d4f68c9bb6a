"""Expand: what was sold ahead may be collected in a store."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inventory", "0014_forecasts_are_watched")]

    operations = [
        migrations.AddField(
            model_name="waiting",
            name="location",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inventory.location",
            ),
        ),
    ]
