"""Expand: articles that are sold before they are there, deliveries that are expected, and who waits."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import serai.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0005_article_terms"),
        ("inventory", "0004_buffers_and_feeds_of_channels"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE inventory_ahead_terms_change AS bigint",
            "DROP SEQUENCE inventory_ahead_terms_change",
        ),
        migrations.CreateModel(
            name="Waiting",
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
                ("waits_for", models.UUIDField()),
                ("channel_code", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("refuse", "refuse"),
                            ("back_order", "back_order"),
                            ("pre_order", "pre_order"),
                        ]
                    ),
                ),
                (
                    "state",
                    models.TextField(
                        choices=[("held", "held"), ("waiting", "waiting"), ("over", "over")]
                    ),
                ),
                ("units", models.IntegerField()),
                ("allotted", models.IntegerField(db_default=0, default=0)),
                ("stopped", models.IntegerField(db_default=0, default=0)),
                ("since", models.DateTimeField()),
                ("release_on", models.DateField(null=True)),
                ("first_on", models.DateField(null=True)),
                ("last_on", models.DateField(null=True)),
                (
                    "variant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.variant",
                    ),
                ),
            ],
            options={
                "verbose_name": "waiting demand",
                "verbose_name_plural": "waiting demand",
                "db_table": "inventory_waiting",
            },
        ),
        migrations.CreateModel(
            name="Allotment",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("units", models.IntegerField()),
                ("allotted_at", models.DateTimeField()),
                (
                    "waiting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allotments",
                        to="inventory.waiting",
                    ),
                ),
            ],
            options={
                "db_table": "inventory_allotment",
            },
        ),
        migrations.CreateModel(
            name="AheadTermsRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("refuse", "refuse"),
                            ("back_order", "back_order"),
                            ("pre_order", "pre_order"),
                        ]
                    ),
                ),
                ("until", models.DateField(blank=True, null=True)),
                ("most_units", models.IntegerField(blank=True, null=True)),
                ("only_expected", models.BooleanField()),
                ("release_on", models.DateField(blank=True, null=True)),
                ("pay", models.TextField(choices=[("now", "now"), ("with_goods", "with_goods")])),
                ("version", models.BigIntegerField()),
                ("changed_at", models.DateTimeField()),
                (
                    "channel",
                    models.ForeignKey(
                        db_column="channel_code",
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.channel",
                        to_field="code",
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.variant",
                    ),
                ),
            ],
            options={
                "verbose_name": "terms of selling ahead",
                "verbose_name_plural": "terms of selling ahead",
                "db_table": "inventory_ahead_terms",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("variant", "channel"), name="inventory_ahead_terms_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["refuse", "back_order", "pre_order"])),
                        name="inventory_ahead_terms_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pay__in", ["now", "with_goods"])),
                        name="inventory_ahead_terms_pay",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "refuse"),
                            ("most_units__gte", 1),
                            models.Q(("most_units__isnull", True), ("only_expected", True)),
                            _connector="OR",
                        ),
                        name="inventory_ahead_terms_limit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "pre_order"), _negated=True),
                            ("release_on__isnull", False),
                            _connector="OR",
                        ),
                        name="inventory_ahead_terms_release",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExpectedDelivery",
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
                ("reference", models.TextField()),
                ("supplier", models.TextField(blank=True, db_default="", default="")),
                ("quantity", models.IntegerField()),
                ("received", models.IntegerField(db_default=0, default=0)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("is_over", models.BooleanField(db_default=False, default=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "location",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.location",
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalog.variant",
                    ),
                ),
            ],
            options={
                "verbose_name": "expected delivery",
                "verbose_name_plural": "expected deliveries",
                "db_table": "inventory_expected_delivery",
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_over", False)),
                        fields=["variant", "last_on"],
                        name="inventory_expected_to_come",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reference", "variant", "location"),
                        name="inventory_expected_delivery_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quantity__gte", 1),
                            ("quantity__lte", 1000000000),
                            ("received__gte", 0),
                        ),
                        name="inventory_expected_delivery_units",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_on__lte", models.F("last_on"))),
                        name="inventory_expected_delivery_days",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="waiting",
            index=models.Index(
                condition=models.Q(("state__in", ["held", "waiting"])),
                fields=["variant", "since", "id"],
                name="inventory_waiting_queue",
            ),
        ),
        migrations.AddConstraint(
            model_name="waiting",
            constraint=models.UniqueConstraint(
                fields=("waits_for", "variant"), name="inventory_waiting_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="waiting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("allotted__gte", 0),
                    (
                        "allotted__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("units"), "-", models.F("stopped")
                        ),
                    ),
                    ("stopped__gte", 0),
                    ("units__gte", 1),
                ),
                name="inventory_waiting_units",
            ),
        ),
        migrations.AddConstraint(
            model_name="waiting",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["held", "waiting", "over"])),
                name="inventory_waiting_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="allotment",
            constraint=models.CheckConstraint(
                condition=models.Q(("units__gte", 1)), name="inventory_allotment_units"
            ),
        ),
    ]
