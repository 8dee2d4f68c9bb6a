"""Expand: articles that consist of others."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0007_words_of_pictures"),
    ]

    operations = [
        migrations.CreateModel(
            name="SetPartRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("units", models.SmallIntegerField()),
                ("position", models.SmallIntegerField()),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.variant",
                    ),
                ),
                (
                    "set",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.variant",
                    ),
                ),
            ],
            options={
                "verbose_name": "part of a set",
                "verbose_name_plural": "parts of sets",
                "db_table": "catalog_set_part",
                "constraints": [
                    models.UniqueConstraint(fields=("set", "part"), name="catalog_set_part_once"),
                    models.CheckConstraint(
                        condition=models.Q(("part", models.F("set")), _negated=True),
                        name="catalog_set_part_other",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("units__gte", 1), ("units__lte", 999)),
                        name="catalog_set_part_units",
                    ),
                ],
            },
        ),
    ]
