"""Expand: wishes on the lines of orders, and substitutes that stores offer."""

import django.db.models.deletion
import django.db.models.functions.datetime
import serai.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inventory", "0004_buffers_and_feeds_of_channels"),
        ("ordering", "0020_lines_hold_their_order"),
    ]

    operations = [
        migrations.CreateModel(
            name="Substitution",
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
                ("group_id", models.UUIDField()),
                ("missing_group_id", models.UUIDField()),
                ("position", models.IntegerField()),
                ("units", models.IntegerField()),
                ("name", models.TextField()),
                (
                    "wish",
                    models.TextField(
                        choices=[("similar", "similar"), ("ask", "ask"), ("refund", "refund")]
                    ),
                ),
                ("variant_id", models.UUIDField()),
                ("sku", models.TextField()),
                ("offered", models.TextField()),
                ("quantity", models.IntegerField()),
                ("currency", models.CharField(max_length=3)),
                ("agreed_minor", models.BigIntegerField()),
                ("own_minor", models.BigIntegerField()),
                ("total_minor", models.BigIntegerField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("asked", "asked"),
                            ("to_pay", "to_pay"),
                            ("replaced", "replaced"),
                            ("refunded", "refunded"),
                        ]
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", ""),
                            ("yes", "yes"),
                            ("no", "no"),
                            ("as_agreed", "as_agreed"),
                        ],
                    ),
                ),
                ("offered_at", models.DateTimeField()),
                ("offered_by", models.TextField(blank=True, db_default="", default="")),
                ("answer_by", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
            ],
            options={
                "verbose_name": "substitute",
                "db_table": "ordering_substitution",
            },
        ),
        migrations.RemoveConstraint(
            model_name="orderchange",
            name="ordering_order_change_kind",
        ),
        migrations.AddField(
            model_name="orderline",
            name="substitution",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AlterField(
            model_name="orderchange",
            name="kind",
            field=models.TextField(
                choices=[
                    ("edit", "edit"),
                    ("cancel_lines", "cancel_lines"),
                    ("return", "return"),
                    ("exchange", "exchange"),
                    ("price_match", "price_match"),
                    ("substitution", "substitution"),
                ]
            ),
        ),
        migrations.AddConstraint(
            model_name="orderchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "edit",
                            "cancel_lines",
                            "return",
                            "exchange",
                            "price_match",
                            "substitution",
                        ],
                    )
                ),
                name="ordering_order_change_kind",
            ),
        ),
        migrations.AddField(
            model_name="substitution",
            name="change",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="ordering.orderchange",
            ),
        ),
        migrations.AddField(
            model_name="substitution",
            name="location",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inventory.location",
            ),
        ),
        migrations.AddField(
            model_name="substitution",
            name="order",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="ordering.order",
            ),
        ),
        migrations.AddIndex(
            model_name="substitution",
            index=models.Index(fields=["order", "id"], name="ordering_substitution_order"),
        ),
        migrations.AddIndex(
            model_name="substitution",
            index=models.Index(
                condition=models.Q(("state__in", ["asked", "to_pay"])),
                fields=["answer_by", "id"],
                name="ordering_substitution_due",
            ),
        ),
        migrations.AddIndex(
            model_name="substitution",
            index=models.Index(fields=["state", "id"], name="ordering_substitution_queue"),
        ),
        migrations.AddConstraint(
            model_name="substitution",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__gte", 1), ("quantity__gte", 1), ("units__gte", 1)),
                name="ordering_substitution_units",
            ),
        ),
        migrations.AddConstraint(
            model_name="substitution",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "to_pay", "replaced", "refunded"])),
                name="ordering_substitution_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="substitution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("total_minor__lte", models.F("agreed_minor")),
                    ("state", "refunded"),
                    ("state__in", ["asked", "to_pay"]),
                    ("answer", "yes"),
                    _connector="OR",
                ),
                name="ordering_substitution_dearer_only_when_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="substitution",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["asked", "to_pay"])),
                fields=("order", "position"),
                name="ordering_substitution_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="substitution",
            constraint=models.UniqueConstraint(
                fields=("missing_group_id",), name="ordering_substitution_of_group"
            ),
        ),
    ]
