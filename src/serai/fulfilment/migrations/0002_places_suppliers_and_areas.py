"""Expand: places taken by the day, suppliers, service areas; sites may take as many orders as come."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0004_tax_classes"),
        ("fulfilment", "0001_initial"),
        ("inventory", "0003_movements_know_their_transaction"),
    ]

    operations = [
        migrations.AlterField(
            model_name="siterow",
            name="daily_orders",
            field=models.IntegerField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="NetworkVersion",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("version", models.BigIntegerField()),
            ],
            options={
                "db_table": "fulfilment_network_version",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)),
                        name="fulfilment_network_version_is_one_row",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ServiceAreaRow",
            fields=[
                ("code", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("service", models.CharField(blank=True, db_default="", default="", max_length=32)),
                ("resolution", models.SmallIntegerField()),
                (
                    "cells",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                (
                    "drawn",
                    models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
                ),
                (
                    "location",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.location",
                    ),
                ),
            ],
            options={
                "verbose_name": "service area",
                "db_table": "fulfilment_service_area",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("location__isnull", False),
                            models.Q(("service", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="fulfilment_service_area_is_of_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("resolution__gte", 0), ("resolution__lte", 15)),
                        name="fulfilment_service_area_resolution",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cells__len__gt", 0)),
                        name="fulfilment_service_area_is_somewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplierRow",
            fields=[
                ("code", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("weekdays", models.JSONField()),
                ("days", models.IntegerField()),
                ("days_at_most", models.IntegerField()),
            ],
            options={
                "verbose_name": "supplier",
                "db_table": "fulfilment_supplier",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("days__gte", 0), ("days_at_most__gte", models.F("days"))
                        ),
                        name="fulfilment_supplier_days",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SuppliedVariant",
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
                ("days", models.IntegerField(null=True)),
                ("days_at_most", models.IntegerField(null=True)),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fulfilment.supplierrow",
                    ),
                ),
            ],
            options={
                "db_table": "fulfilment_supplied_variant",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("days__isnull", True), ("days_at_most__isnull", True)),
                            models.Q(("days__gte", 0), ("days_at_most__gte", models.F("days"))),
                            _connector="OR",
                        ),
                        name="fulfilment_supplied_variant_days",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DayLoad",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("taken", models.IntegerField()),
                ("places", models.IntegerField()),
                (
                    "location",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.location",
                    ),
                ),
            ],
            options={
                "db_table": "fulfilment_day_load",
                "indexes": [models.Index(fields=["day"], name="fulfilment_day_load_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("location", "day"), name="fulfilment_day_load_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("taken__gte", 0), ("taken__lte", models.F("places"))),
                        name="fulfilment_day_load_has_place",
                    ),
                ],
            },
        ),
    ]
