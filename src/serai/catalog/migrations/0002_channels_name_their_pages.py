"""Expand: origins whose pages may call a channel from a browser; none so far."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="channel",
            name="origins",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=260),
                blank=True,
                db_default=models.Value([]),
                default=list,
                size=None,
            ),
        ),
    ]
