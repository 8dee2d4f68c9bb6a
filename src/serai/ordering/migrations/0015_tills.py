"""Expand: tills, and what they tell."""

import django.db.models.deletion
import serai.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inventory", "0003_movements_know_their_transaction"),
        ("ordering", "0014_orders_are_held"),
    ]

    operations = [
        migrations.CreateModel(
            name="Till",
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
                ("code", models.TextField(unique=True)),
                ("name", models.TextField()),
                ("channel_code", models.TextField()),
                ("currency", models.CharField(max_length=3)),
                ("is_active", models.BooleanField(db_default=True, default=True)),
                ("created_at", models.DateTimeField()),
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
                "db_table": "ordering_till",
            },
        ),
        migrations.CreateModel(
            name="TillOperation",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("shift_id", models.UUIDField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("open", "open"),
                            ("sale", "sale"),
                            ("return", "return"),
                            ("drawer", "drawer"),
                            ("close", "close"),
                        ]
                    ),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("merged", "merged"),
                            ("waiting", "waiting"),
                            ("refused", "refused"),
                        ]
                    ),
                ),
                ("receipt", models.BigIntegerField(null=True)),
                ("order_id", models.UUIDField(null=True)),
                ("total_minor", models.BigIntegerField()),
                ("cash_minor", models.BigIntegerField()),
                ("counted_minor", models.BigIntegerField(null=True)),
                ("declared", models.IntegerField(null=True)),
                ("cashier", models.TextField()),
                ("problem", models.TextField(blank=True, db_default="", default="")),
                ("conflicts", models.JSONField()),
                ("payload", models.JSONField()),
                ("fingerprint", models.BinaryField()),
                ("occurred_at", models.DateTimeField()),
                ("received_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(null=True)),
                ("seen_by", models.TextField(blank=True, db_default="", default="")),
                (
                    "till",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="operations",
                        to="ordering.till",
                    ),
                ),
            ],
            options={
                "verbose_name": "till operation",
                "db_table": "ordering_till_operation",
            },
        ),
        migrations.AddConstraint(
            model_name="till",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$")),
                name="ordering_till_code",
            ),
        ),
        migrations.AddIndex(
            model_name="tilloperation",
            index=models.Index(fields=["shift_id", "id"], name="ordering_till_operation_shift"),
        ),
        migrations.AddIndex(
            model_name="tilloperation",
            index=models.Index(
                condition=models.Q(("order_id__isnull", False)),
                fields=["order_id"],
                name="ordering_till_operation_order",
            ),
        ),
        migrations.AddIndex(
            model_name="tilloperation",
            index=models.Index(fields=["received_at", "id"], name="ordering_till_operation_newest"),
        ),
        migrations.AddIndex(
            model_name="tilloperation",
            index=models.Index(
                condition=models.Q(
                    ("seen_at__isnull", True),
                    models.Q(
                        models.Q(("state", "merged"), _negated=True),
                        models.Q(("conflicts", []), _negated=True),
                        _connector="OR",
                    ),
                ),
                fields=["received_at", "id"],
                name="ordering_till_operation_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="tilloperation",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["open", "sale", "return", "drawer", "close"])),
                name="ordering_till_operation_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="tilloperation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["merged", "waiting", "refused"])),
                name="ordering_till_operation_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="tilloperation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("receipt__isnull", False)),
                fields=("till", "receipt"),
                name="ordering_till_operation_receipt",
            ),
        ),
    ]
