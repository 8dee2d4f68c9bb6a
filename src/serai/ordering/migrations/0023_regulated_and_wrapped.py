"""Expand: what the law asks of articles, prescriptions, and gift wrap."""

import django.contrib.postgres.fields
import django.db.models.deletion
import serai.kernel.ids
from django.db import migrations, models


LOOKS_STAY = """
CREATE FUNCTION ordering_looks_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Who has looked at a prescription is only ever added.'
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ordering_looks_stay BEFORE UPDATE OR DELETE ON ordering_prescription_look
FOR EACH ROW EXECUTE FUNCTION ordering_looks_stay();
"""
BACK = """
DROP TRIGGER ordering_looks_stay ON ordering_prescription_look;
DROP FUNCTION ordering_looks_stay();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0006_regimes_and_gift_cards"),
        ("ordering", "0022_order_imports"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE ordering_rules_change AS bigint", "DROP SEQUENCE ordering_rules_change"
        ),
        migrations.AddField(
            model_name="cartrow",
            name="age",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="order",
            name="regulated",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="orderline",
            name="wraps",
            field=models.IntegerField(null=True),
        ),
        migrations.CreateModel(
            name="Prescription",
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
                ("cart_id", models.UUIDField()),
                ("customer_id", models.UUIDField(null=True)),
                ("name", models.CharField(max_length=200)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.IntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField(null=True)),
                ("uploaded_at", models.DateTimeField()),
                ("keep_until", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "ordering_prescription",
                "indexes": [
                    models.Index(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=["keep_until"],
                        name="ordering_prescription_kept",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cart_id", "sha256"), name="ordering_prescription_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("content__isnull", False), ("removed_at__isnull", True)),
                            models.Q(("content__isnull", True), ("removed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="ordering_prescription_content",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrescriptionLook",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("action", models.CharField(max_length=10)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "prescription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ordering.prescription",
                    ),
                ),
            ],
            options={
                "db_table": "ordering_prescription_look",
            },
        ),
        migrations.CreateModel(
            name="SaleRuleRow",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("regime", models.CharField(max_length=32)),
                ("country", models.CharField(blank=True, max_length=2)),
                (
                    "regions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), default=list, size=None
                    ),
                ),
                ("minimum_age", models.SmallIntegerField(null=True)),
                ("asks_birth_date", models.BooleanField()),
                ("may_deliver", models.BooleanField()),
                ("may_collect", models.BooleanField()),
                ("most_units", models.IntegerField(null=True)),
                ("per_days", models.IntegerField(null=True)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("version", models.BigIntegerField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "law of a place",
                "verbose_name_plural": "laws of places",
                "db_table": "ordering_sale_rule",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minimum_age__isnull", True),
                            models.Q(("minimum_age__gte", 0), ("minimum_age__lte", 99)),
                            _connector="OR",
                        ),
                        name="ordering_sale_rule_age",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("most_units__isnull", True), ("per_days__isnull", True)),
                            models.Q(("most_units__gte", 1), ("per_days__gte", 1)),
                            _connector="OR",
                        ),
                        name="ordering_sale_rule_quantity",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ControlledUnits",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("position", models.IntegerField()),
                ("regime", models.CharField(max_length=32)),
                ("holder", models.CharField(max_length=64)),
                ("customer_id", models.UUIDField(null=True)),
                ("units", models.IntegerField()),
                ("counted_at", models.DateTimeField()),
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
                "db_table": "ordering_controlled_units",
                "indexes": [
                    models.Index(
                        fields=["regime", "holder", "counted_at"], name="ordering_controlled_holder"
                    ),
                    models.Index(
                        condition=models.Q(("customer_id__isnull", False)),
                        fields=["regime", "customer_id", "counted_at"],
                        name="ordering_controlled_customer",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order", "position"), name="ordering_controlled_units_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GiftWrapRow",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("channel_code", models.TextField()),
                (
                    "per",
                    models.CharField(
                        choices=[("unit", "unit"), ("line", "line"), ("order", "order")],
                        max_length=10,
                    ),
                ),
                ("place", models.IntegerField()),
                (
                    "excluded_skus",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64), default=list, size=None
                    ),
                ),
                ("version", models.BigIntegerField()),
                ("changed_at", models.DateTimeField()),
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
                "verbose_name": "gift wrap",
                "db_table": "ordering_gift_wrap",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel_code", "variant"), name="ordering_gift_wrap_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("per__in", ["unit", "line", "order"])),
                        name="ordering_gift_wrap_per",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PrescribedLine",
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
                ("position", models.IntegerField()),
                ("variant_id", models.UUIDField()),
                ("sku", models.TextField()),
                ("name", models.TextField()),
                ("units", models.IntegerField()),
                ("holder", models.CharField(max_length=64)),
                ("customer_id", models.UUIDField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("released", "released"),
                            ("refused", "refused"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                ("refills", models.IntegerField(default=0)),
                ("refills_used", models.IntegerField(default=0)),
                ("valid_until", models.DateField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.CharField(blank=True, default="", max_length=150)),
                (
                    "order",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ordering.order",
                    ),
                ),
                (
                    "refill_of",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ordering.prescribedline",
                    ),
                ),
                (
                    "prescription",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ordering.prescription",
                    ),
                ),
            ],
            options={
                "verbose_name": "prescribed article",
                "db_table": "ordering_prescribed_line",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["asked_at", "id"],
                        name="ordering_prescribed_queue",
                    ),
                    models.Index(
                        condition=models.Q(("refills__gt", 0)),
                        fields=["holder", "variant_id"],
                        name="ordering_prescribed_refill",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("order", "position"), name="ordering_prescribed_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "released", "refused"])),
                        name="ordering_prescribed_line_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="ordering_prescribed_line_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("refills_used__gte", 0), ("refills_used__lte", models.F("refills"))
                        ),
                        name="ordering_prescribed_line_refills",
                    ),
                ],
            },
        ),
        migrations.RunSQL(LOOKS_STAY, BACK),
    ]
