"""Expand: files of orders that were handed in."""

import serai.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0021_substitutes"),
    ]

    operations = [
        migrations.CreateModel(
            name="OrderImportRow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=serai.kernel.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("name", models.TextField()),
                ("source", models.TextField()),
                ("file_format", models.TextField()),
                ("skip_bad", models.BooleanField(db_default=False, default=False)),
                ("content", models.BinaryField(null=True)),
                ("size", models.IntegerField()),
                ("state", models.TextField(db_default="waiting", default="waiting")),
                ("looked_at", models.IntegerField(db_default=0, default=0)),
                ("created", models.IntegerField(db_default=0, default=0)),
                ("known", models.IntegerField(db_default=0, default=0)),
                ("unlinked", models.IntegerField(db_default=0, default=0)),
                ("fault_count", models.IntegerField(db_default=0, default=0)),
                (
                    "faults",
                    models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
                ),
                ("made_by", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "import of orders",
                "verbose_name_plural": "imports of orders",
                "db_table": "ordering_order_import",
                "indexes": [
                    models.Index(fields=["-made_at", "-id"], name="ordering_order_import_newest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True), ("state__in", ["waiting", "running"])
                            ),
                            models.Q(
                                ("ended_at__isnull", False), ("state__in", ["done", "refused"])
                            ),
                            _connector="OR",
                        ),
                        name="ordering_order_import_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", False), ("content__isnull", False), _connector="OR"
                        ),
                        name="ordering_order_import_kept_until_read",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("created__gte", 0),
                            ("known__gte", 0),
                            ("unlinked__lte", models.F("created")),
                        ),
                        name="ordering_order_import_counts",
                    ),
                ],
            },
        ),
    ]
