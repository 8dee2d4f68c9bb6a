"""What models expect of customers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("customers", "0006_passkeys")]

    operations = [
        migrations.CreateModel(
            name="Prediction",
            fields=[
                (
                    "customer",
                    models.OneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="customers.customer",
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                ("ahead_days", models.PositiveSmallIntegerField()),
                ("days_low", models.DecimalField(decimal_places=1, max_digits=6)),
                ("days", models.DecimalField(decimal_places=1, max_digits=6)),
                ("days_high", models.DecimalField(decimal_places=1, max_digits=6)),
                ("spend_low_minor", models.BigIntegerField()),
                ("spend_minor", models.BigIntegerField()),
                ("spend_high_minor", models.BigIntegerField()),
                ("churn", models.DecimalField(decimal_places=4, max_digits=5, null=True)),
                ("alive", models.DecimalField(decimal_places=4, max_digits=5, null=True)),
                ("last_on", models.DateField()),
                ("usual_gap", models.DecimalField(decimal_places=1, max_digits=6, null=True)),
                ("recency", models.PositiveSmallIntegerField()),
                ("frequency", models.PositiveSmallIntegerField()),
                ("money", models.PositiveSmallIntegerField()),
                ("rfm_group", models.CharField(max_length=20)),
                ("learnt_group", models.CharField(max_length=20)),
                ("reasons", models.JSONField()),
                ("seen_until", models.DateField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "customers_prediction",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days__lte", models.F("days_high")),
                            ("days_low__gte", 0),
                            ("days_low__lte", models.F("days")),
                        ),
                        name="customers_prediction_days_in_band",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("spend_low_minor__gte", 0),
                            ("spend_low_minor__lte", models.F("spend_minor")),
                            ("spend_minor__lte", models.F("spend_high_minor")),
                        ),
                        name="customers_prediction_spend_in_band",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("churn__isnull", True),
                                models.Q(("churn__gte", 0), ("churn__lte", 1)),
                                _connector="OR",
                            ),
                            models.Q(
                                ("alive__isnull", True),
                                models.Q(("alive__gte", 0), ("alive__lte", 1)),
                                _connector="OR",
                            ),
                        ),
                        name="customers_prediction_chances",
                    ),
                ],
            },
        )
    ]
