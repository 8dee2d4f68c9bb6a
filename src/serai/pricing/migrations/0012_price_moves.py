"""Expand: prices that move by themselves."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0006_regimes_and_gift_cards"),
        ("pricing", "0011_price_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="PriceMoves",
            fields=[
                (
                    "channel",
                    models.OneToOneField(
                        db_column="channel_code",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="catalog.channel",
                        to_field="code",
                    ),
                ),
                ("most_a_day", models.IntegerField()),
                ("stopped_at", models.DateTimeField(null=True)),
                ("stopped_by", models.CharField(blank=True, default="", max_length=150)),
                ("updated_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "automatic price moves",
                "verbose_name_plural": "automatic price moves",
                "db_table": "pricing_price_moves",
            },
        ),
        migrations.AddField(
            model_name="priceproposal",
            name="automatic",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "nothing"),
                    ("shadow", "would have been taken"),
                    ("held_out", "held out, to compare with"),
                    ("moved", "taken"),
                    ("put_back", "taken and put back"),
                ],
                db_default="",
                default="",
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="pricemoves",
            constraint=models.CheckConstraint(
                condition=models.Q(("most_a_day__gte", 0), ("most_a_day__lte", 10000)),
                name="pricing_price_moves_bounded",
            ),
        ),
    ]
