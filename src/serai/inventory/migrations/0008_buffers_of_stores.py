"""Expand: stores keep units from those who order to collect."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inventory", "0007_replenishment_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="StoreBufferRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("category", models.TextField(blank=True, db_default="", default="")),
                ("units", models.IntegerField()),
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
                "verbose_name": "buffer of a store",
                "verbose_name_plural": "buffers of stores",
                "db_table": "inventory_store_buffer",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("location", "category"), name="inventory_store_buffer_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("units__gte", 0), ("units__lte", 1000000000)),
                        name="inventory_store_buffer_units",
                    ),
                ],
            },
        ),
    ]
