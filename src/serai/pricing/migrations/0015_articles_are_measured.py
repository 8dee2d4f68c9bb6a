"""Expand: articles whose prices moved, or were held out, are watched."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0006_regimes_and_gift_cards"),
        ("pricing", "0014_price_trials"),
    ]

    operations = [
        migrations.CreateModel(
            name="MeasuredArticle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                ("standing", models.CharField(max_length=160)),
                ("token", models.TextField()),
                ("begins_at", models.DateTimeField(db_index=True)),
                (
                    "channel",
                    models.ForeignKey(
                        db_column="channel_code",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.channel",
                        to_field="code",
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.variant",
                    ),
                ),
            ],
            options={
                "db_table": "pricing_measured_article",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel", "variant"), name="pricing_article_measured_once"
                    )
                ],
            },
        ),
    ]
