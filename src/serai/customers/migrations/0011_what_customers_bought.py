"""Expand: what customers bought, in sums that segments ask."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("customers", "0010_kept_articles")]

    operations = [
        migrations.CreateModel(
            name="Buying",
            fields=[
                (
                    "customer",
                    models.OneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="buying",
                        serialize=False,
                        to="customers.customer",
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                ("orders", models.IntegerField()),
                ("spent_minor", models.BigIntegerField()),
                ("average_minor", models.BigIntegerField()),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
            ],
            options={
                "db_table": "customers_buying",
                "constraints": [
                    models.CheckConstraint(
                        name="customers_buying_orders", condition=Q(orders__gte=1)
                    ),
                    models.CheckConstraint(
                        name="customers_buying_days", condition=Q(first_on__lte=F("last_on"))
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bought",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "customer",
                        "kind",
                        "key",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("article", "article"),
                            ("category", "category"),
                            ("brand", "brand"),
                        ]
                    ),
                ),
                ("key", models.TextField()),
                ("last_on", models.DateField()),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
            ],
            options={
                "db_table": "customers_bought",
                "constraints": [
                    models.CheckConstraint(
                        name="customers_bought_kind",
                        condition=Q(kind__in=["article", "category", "brand"]),
                    )
                ],
                "indexes": [
                    models.Index(
                        fields=["customer", "kind", "last_on"],
                        include=["key"],
                        name="customers_bought_since",
                    )
                ],
            },
        ),
    ]
