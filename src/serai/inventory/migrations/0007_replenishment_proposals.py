"""Expand: what is proposed to order and to move, and how articles may be ordered."""

import django.db.models.deletion
import django.db.models.functions.datetime
import serai.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0006_regimes_and_gift_cards"),
        ("inventory", "0006_queues_by_day"),
    ]

    operations = [
        migrations.CreateModel(
            name="OrderTerms",
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
                ("pack", models.IntegerField(db_default=1, default=1)),
                ("minimum", models.IntegerField(db_default=0, default=0)),
                ("most", models.IntegerField(blank=True, null=True)),
                ("shelf_life_days", models.IntegerField(blank=True, null=True)),
                ("service", models.FloatField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "terms of ordering",
                "verbose_name_plural": "terms of ordering",
                "db_table": "inventory_order_terms",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minimum__gte", 0),
                            ("pack__gte", 1),
                            models.Q(("most__isnull", True), ("most__gte", 1), _connector="OR"),
                            models.Q(
                                ("shelf_life_days__isnull", True),
                                ("shelf_life_days__gte", 1),
                                _connector="OR",
                            ),
                        ),
                        name="inventory_order_terms_units",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("service__isnull", True),
                            models.Q(("service__gte", 0.5), ("service__lt", 1)),
                            _connector="OR",
                        ),
                        name="inventory_order_terms_service",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
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
                ("kind", models.TextField(choices=[("order", "order"), ("move", "move")])),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("open", "open"),
                            ("accepted", "accepted"),
                            ("rejected", "rejected"),
                            ("replaced", "replaced"),
                        ],
                        db_default="open",
                        default="open",
                    ),
                ),
                ("supplier", models.TextField(blank=True, db_default="", default="")),
                ("units", models.IntegerField()),
                ("decided_units", models.IntegerField(blank=True, null=True)),
                ("position", models.IntegerField()),
                ("up_to", models.IntegerField()),
                ("expected", models.FloatField()),
                ("gain", models.FloatField()),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("reasons", models.JSONField()),
                ("model_version", models.UUIDField()),
                (
                    "made_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decided_by", models.TextField(blank=True, db_default="", default="")),
                ("note", models.TextField(blank=True, db_default="", default="")),
                (
                    "location",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="inventory.location",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
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
                "db_table": "inventory_proposal",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["-gain", "-id"],
                        name="inventory_proposal_open",
                    ),
                    models.Index(fields=["variant", "-id"], name="inventory_proposal_of_variant"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("variant", "location", "kind", "source"),
                        name="inventory_proposal_open_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["order", "move"])),
                        name="inventory_proposal_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "accepted", "rejected", "replaced"])
                        ),
                        name="inventory_proposal_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("units__gte", 1), ("units__lte", 1000000000)),
                        name="inventory_proposal_units",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_units__isnull", True),
                            models.Q(("decided_units__gte", 1), ("decided_units__lte", 1000000000)),
                            _connector="OR",
                        ),
                        name="inventory_proposal_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "order"), ("source__isnull", True)),
                            models.Q(
                                ("kind", "move"),
                                ("source__isnull", False),
                                models.Q(("source", models.F("location")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="inventory_proposal_source",
                    ),
                ],
            },
        ),
    ]
