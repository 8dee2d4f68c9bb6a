"""Expand: payments say where the card was issued and, without its number, which it is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0012_no_plans_are_kept"),
    ]

    operations = [
        migrations.AddField(
            model_name="payment",
            name="card_country",
            field=models.CharField(blank=True, db_default="", default="", max_length=2),
        ),
        migrations.AddField(
            model_name="payment",
            name="card_fingerprint",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
    ]
