"""Expand: prices of single stores, and trials of prices in them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0006_regimes_and_gift_cards"),
        ("pricing", "0013_moves_of_a_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="pricelistrow",
            name="store",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.CreateModel(
            name="PriceTrial",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("first_on", models.DateField()),
                ("block_days", models.IntegerField()),
                ("blocks", models.IntegerField()),
                ("washout_days", models.IntegerField()),
                ("ends_at", models.DateTimeField()),
                ("started_at", models.DateTimeField()),
                ("started_by", models.CharField(max_length=150)),
                ("stopped_at", models.DateTimeField(null=True)),
                ("stopped_by", models.CharField(blank=True, default="", max_length=150)),
                (
                    "channel",
                    models.ForeignKey(
                        db_column="channel_code",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.channel",
                        to_field="code",
                    ),
                ),
            ],
            options={
                "verbose_name": "price trial",
                "db_table": "pricing_price_trial",
            },
        ),
        migrations.CreateModel(
            name="TrialArticle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                ("now_minor", models.BigIntegerField()),
                ("tried_minor", models.BigIntegerField()),
                ("cost_minor", models.DecimalField(decimal_places=6, max_digits=20)),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pricing.priceproposal",
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="pricing.pricetrial",
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
                "db_table": "pricing_trial_article",
            },
        ),
        migrations.CreateModel(
            name="TrialStore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.IntegerField()),
                ("store", models.CharField(max_length=64)),
                (
                    "treated",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BooleanField(), size=None
                    ),
                ),
                (
                    "price_list",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pricing.pricelistrow",
                    ),
                ),
                (
                    "trial",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stores",
                        to="pricing.pricetrial",
                    ),
                ),
            ],
            options={
                "db_table": "pricing_trial_store",
            },
        ),
        migrations.AddConstraint(
            model_name="pricetrial",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("block_days__gte", 1),
                    ("blocks__gte", 2),
                    ("washout_days__gte", 0),
                    ("washout_days__lt", models.F("block_days")),
                ),
                name="pricing_trial_blocks",
            ),
        ),
        migrations.AddConstraint(
            model_name="trialarticle",
            constraint=models.UniqueConstraint(
                fields=("trial", "variant"), name="pricing_trial_article_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="trialstore",
            constraint=models.UniqueConstraint(
                fields=("trial", "store"), name="pricing_trial_store_once"
            ),
        ),
    ]
