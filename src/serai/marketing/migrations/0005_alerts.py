"""Expand: what shoppers asked to be told of."""

import django.db.models.deletion
import serai.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0009_unnamed_pictures"),
        ("marketing", "0004_category_chances"),
    ]

    operations = [
        migrations.CreateModel(
            name="AlertsTold",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "channel_code",
                        "variant_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("channel_code", models.TextField()),
                ("variant_id", models.UUIDField()),
                ("told", models.PositiveIntegerField(default=0)),
            ],
            options={
                "db_table": "marketing_alerts_told",
            },
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=serai.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("price", "price"), ("stock", "stock")], max_length=5
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "unconfirmed"),
                            ("waiting", "waiting"),
                            ("due", "due"),
                            ("told", "told"),
                            ("ended", "ended"),
                            ("expired", "expired"),
                        ],
                        max_length=11,
                    ),
                ),
                ("channel_code", models.TextField()),
                ("customer_id", models.UUIDField(null=True)),
                ("email", models.CharField(blank=True, default="", max_length=254)),
                ("locale", models.CharField(max_length=10)),
                ("currency", models.CharField(blank=True, default="", max_length=3)),
                ("target_minor", models.BigIntegerField(null=True)),
                ("price_minor", models.BigIntegerField(null=True)),
                ("told_minor", models.BigIntegerField(null=True)),
                ("text_version", models.CharField(max_length=40)),
                ("asked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("over_at", models.DateTimeField(null=True)),
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
                "db_table": "marketing_alert",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["variant", "channel_code", "kind", "confirmed_at", "id"],
                        name="marketing_alert_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("state__in", ["unconfirmed", "waiting"])),
                        fields=["ends_at"],
                        name="marketing_alert_ends",
                    ),
                    models.Index(
                        condition=models.Q(("over_at__isnull", False)),
                        fields=["over_at"],
                        name="marketing_alert_over",
                    ),
                    models.Index(
                        condition=models.Q(("customer_id__isnull", False)),
                        fields=["customer_id", "-asked_at"],
                        name="marketing_alert_customer",
                    ),
                    models.Index(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=["email", "asked_at"],
                        name="marketing_alert_email",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["price", "stock"])),
                        name="marketing_alert_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["unconfirmed", "waiting", "due", "told", "ended", "expired"],
                            )
                        ),
                        name="marketing_alert_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("customer_id__isnull", True), ("email", ""), _connector="XOR"
                        ),
                        name="marketing_alert_somebodys",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "stock"), ("target_minor__isnull", True)),
                            models.Q(
                                ("kind", "price"),
                                ("target_minor__gte", 0),
                                ("target_minor__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="marketing_alert_target",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at__isnull", False),
                            models.Q(("state__in", ["waiting", "due", "told"]), _negated=True),
                            _connector="OR",
                        ),
                        name="marketing_alert_confirmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("over_at__isnull", True),
                                ("state__in", ("unconfirmed", "waiting", "due")),
                            ),
                            models.Q(
                                models.Q(
                                    ("state__in", ("unconfirmed", "waiting", "due")), _negated=True
                                ),
                                ("over_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="marketing_alert_over_or_not",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("customer_id__isnull", False),
                            ("state__in", ("unconfirmed", "waiting", "due")),
                        ),
                        fields=("customer_id", "channel_code", "variant", "kind"),
                        name="marketing_alert_once_each",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state", "unconfirmed"), models.Q(("email", ""), _negated=True)
                        ),
                        fields=("email", "channel_code", "variant", "kind"),
                        name="marketing_alert_once_asked",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "due"]),
                            models.Q(("email", ""), _negated=True),
                        ),
                        fields=("email", "channel_code", "variant", "kind"),
                        name="marketing_alert_once_waiting",
                    ),
                ],
            },
        ),
    ]
