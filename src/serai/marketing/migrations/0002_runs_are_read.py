"""Expand: what a run of offers shows is kept, with whom its own lot kept from it."""

import django.db.models.deletion
import serai.kernel.ids
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("marketing", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfferReading",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=serai.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("promotion_id", models.UUIDField()),
                ("offer", models.CharField(max_length=64)),
                ("seen_until", models.DateField()),
                ("whole", models.BooleanField()),
                ("sent", models.IntegerField()),
                ("kept", models.IntegerField()),
                ("sent_bought", models.IntegerField()),
                ("kept_bought", models.IntegerField()),
                ("sent_minor", models.BigIntegerField()),
                ("kept_minor", models.BigIntegerField()),
                ("used", models.IntegerField()),
                ("given_minor", models.BigIntegerField()),
                ("shown", models.JSONField(null=True)),
            ],
            options={
                "db_table": "marketing_offer_reading",
            },
        ),
        migrations.AddField(
            model_name="offerrun",
            name="ahead_days",
            field=models.PositiveSmallIntegerField(db_default=90, default=90),
        ),
        migrations.AddField(
            model_name="offerrun",
            name="holdout",
            field=models.DecimalField(db_default=0, decimal_places=3, default=0, max_digits=4),
        ),
        migrations.AddField(
            model_name="offersending",
            name="kept_by",
            field=models.CharField(blank=True, db_default="", default="", max_length=4),
        ),
        migrations.AddConstraint(
            model_name="offerrun",
            constraint=models.CheckConstraint(
                condition=models.Q(("holdout__gte", 0), ("holdout__lte", Decimal("0.5"))),
                name="marketing_offer_run_holdout",
            ),
        ),
        migrations.AddField(
            model_name="offerreading",
            name="run",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="marketing.offerrun",
            ),
        ),
        migrations.AddConstraint(
            model_name="offerreading",
            constraint=models.UniqueConstraint(
                fields=("run", "promotion_id"), name="marketing_offer_reading_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="offerreading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kept__gte", models.F("kept_bought")),
                    ("sent__gte", models.F("sent_bought")),
                    ("kept_bought__gte", 0),
                    ("sent_bought__gte", 0),
                    ("used__gte", 0),
                ),
                name="marketing_offer_reading_counts",
            ),
        ),
    ]
