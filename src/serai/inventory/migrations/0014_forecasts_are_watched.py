"""Expand: how near forecasts come is waited for."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0006_regimes_and_gift_cards"),
        ("inventory", "0013_articles_are_watched"),
    ]

    operations = [
        migrations.CreateModel(
            name="WatchedForecast",
            fields=[
                (
                    "variant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="catalog.variant",
                    ),
                ),
                ("standing", models.TextField()),
                ("token", models.TextField()),
                ("foreseen", models.FloatField()),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "db_table": "inventory_watched_forecast",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("foreseen__gte", 0)),
                        name="inventory_watched_forecast_not_negative",
                    )
                ],
            },
        ),
    ]
