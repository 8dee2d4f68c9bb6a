"""Expand: what a picture shows, in several languages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalog", "0006_regimes_and_gift_cards")]

    operations = [
        migrations.AddField(
            model_name="media",
            name="alts",
            field=models.JSONField(
                blank=True, db_default=models.Value({}, models.JSONField()), default=dict
            ),
        ),
    ]
