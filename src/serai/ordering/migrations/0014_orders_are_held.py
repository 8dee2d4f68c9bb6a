"""Expand: rules that hold orders, holds, reviews and counts."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0013_papers_stay"),
    ]

    operations = [
        migrations.CreateModel(
            name="OrderReview",
            fields=[
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="ordering.order",
                    ),
                ),
                ("reviewed_at", models.DateTimeField()),
            ],
            options={
                "db_table": "ordering_order_review",
            },
        ),
        migrations.CreateModel(
            name="HoldRule",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                (
                    "mode",
                    models.CharField(
                        choices=[("off", "off"), ("shadow", "shadow"), ("on", "on")], max_length=10
                    ),
                ),
                ("conditions", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("version", models.IntegerField()),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "hold rule",
                "db_table": "ordering_hold_rule",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["off", "shadow", "on"])),
                        name="ordering_hold_rule_mode",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Velocity",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("subject", models.CharField(max_length=20)),
                ("digest", models.BinaryField()),
                ("email_digest", models.BinaryField()),
                ("order_id", models.UUIDField()),
                ("happened_at", models.DateTimeField()),
            ],
            options={
                "db_table": "ordering_velocity",
                "indexes": [
                    models.Index(
                        fields=["subject", "digest", "happened_at"], name="ordering_velocity_count"
                    ),
                    models.Index(fields=["happened_at"], name="ordering_velocity_age"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order_id", "subject"), name="ordering_velocity_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=30)),
                ("rule_id", models.UUIDField(null=True)),
                ("rule_version", models.IntegerField(null=True)),
                ("name", models.CharField(max_length=200)),
                ("why", models.TextField()),
                ("reasons", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("shadow", "shadow"),
                            ("open", "open"),
                            ("released", "released"),
                            ("rejected", "rejected"),
                            ("ended", "ended"),
                        ],
                        max_length=10,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.CharField(blank=True, default="", max_length=150)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, default="", max_length=150)),
                ("note", models.CharField(blank=True, default="", max_length=500)),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ordering.order",
                    ),
                ),
            ],
            options={
                "db_table": "ordering_hold",
                "indexes": [
                    models.Index(fields=["order"], name="ordering_hold_order"),
                    models.Index(fields=["state", "id"], name="ordering_hold_queue"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["shadow", "open", "released", "rejected", "ended"])
                        ),
                        name="ordering_hold_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("state__in", ["open", "shadow"])
                            ),
                            models.Q(
                                models.Q(("state__in", ["open", "shadow"]), _negated=True),
                                ("decided_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="ordering_hold_decided",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("rule_id__isnull", False)),
                        fields=("order", "rule_id"),
                        name="ordering_hold_rule_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("rule_id__isnull", True), ("state", "open")),
                        fields=("order", "kind"),
                        name="ordering_hold_kind_once",
                    ),
                ],
            },
        ),
    ]
