"""Expand: plans of instalments, their parts, what collects them and what comes back."""

import django.db.models.constraints
import django.db.models.deletion
import serai.kernel.ids
import serai.payments.domain.instalments.instalment_state
import serai.payments.domain.instalments.plan_state
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0006_passkeys"),
        ("payments", "0013_payments_know_the_card"),
    ]

    operations = [
        migrations.CreateModel(
            name="InstalmentPlan",
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
                ("channel_code", models.CharField(max_length=64)),
                ("cart_id", models.UUIDField()),
                ("order_id", models.UUIDField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("agreed", "agreed"),
                            ("open", "open"),
                            ("ended", "ended"),
                            ("void", "void"),
                        ],
                        max_length=20,
                    ),
                ),
                ("ended_by", models.CharField(blank=True, default="", max_length=20)),
                ("terms", models.JSONField()),
                ("currency", models.CharField(max_length=3)),
                ("total_minor", models.BigIntegerField()),
                ("returned_minor", models.BigIntegerField(db_default=0, default=0)),
                ("given_back_minor", models.BigIntegerField(db_default=0, default=0)),
                ("settled_minor", models.BigIntegerField(db_default=0, default=0)),
                ("annual_rate", models.DecimalField(decimal_places=4, max_digits=9)),
                ("agreed_on", models.DateField()),
                ("proposed_at", models.DateTimeField()),
                ("begun_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("defaulted_at", models.DateTimeField(null=True)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "instrument",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="payments.instrument",
                    ),
                ),
                (
                    "payment",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.payment",
                    ),
                ),
            ],
            options={
                "verbose_name": "plan of instalments",
                "verbose_name_plural": "plans of instalments",
                "db_table": "payments_instalment_plan",
            },
        ),
        migrations.CreateModel(
            name="InstalmentCollection",
            fields=[
                (
                    "payment",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="payments.payment",
                    ),
                ),
                ("number", models.SmallIntegerField()),
                ("on", models.DateField()),
                ("moved_minor", models.BigIntegerField(db_default=0, default=0)),
                ("is_by_hand", models.BooleanField(db_default=False, default=False)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("", ""), ("paid", "paid"), ("failed", "failed")],
                        default="",
                        max_length=20,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.instalmentplan",
                    ),
                ),
            ],
            options={
                "db_table": "payments_instalment_collection",
            },
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.SmallIntegerField()),
                ("due_on", models.DateField()),
                ("price_minor", models.BigIntegerField()),
                ("charge_minor", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "due"),
                            ("overdue", "overdue"),
                            ("paid", "paid"),
                            ("waived", "waived"),
                        ],
                        max_length=20,
                    ),
                ),
                ("attempts", models.SmallIntegerField(db_default=0, default=0)),
                ("try_on", models.DateField(null=True)),
                ("failure_code", models.CharField(blank=True, default="", max_length=50)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("paid_at", models.DateTimeField(null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.instalmentplan",
                    ),
                ),
            ],
            options={
                "db_table": "payments_instalment",
            },
        ),
        migrations.CreateModel(
            name="InstalmentReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("price_minor", models.BigIntegerField()),
                ("let_off_minor", models.BigIntegerField()),
                ("given_back_minor", models.BigIntegerField()),
                ("happened_at", models.DateTimeField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.instalmentplan",
                    ),
                ),
            ],
            options={
                "db_table": "payments_instalment_return",
            },
        ),
        migrations.CreateModel(
            name="InstalmentTerms",
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
                ("channel_code", models.CharField(max_length=64)),
                ("position", models.IntegerField()),
                ("parts", models.SmallIntegerField()),
                ("step", models.SmallIntegerField()),
                (
                    "every",
                    models.CharField(choices=[("week", "week"), ("month", "month")], max_length=10),
                ),
                ("currency", models.CharField(max_length=3)),
                ("least_minor", models.BigIntegerField()),
                ("most_minor", models.BigIntegerField()),
                ("fee_minor", models.BigIntegerField(db_default=0, default=0)),
                (
                    "interest",
                    models.DecimalField(db_default=0, decimal_places=6, default=0, max_digits=7),
                ),
            ],
            options={
                "verbose_name": "terms of instalments",
                "verbose_name_plural": "terms of instalments",
                "db_table": "payments_instalment_terms",
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("channel_code", "position"),
                        name="instalment_terms_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fee_minor__gte", 0),
                            ("least_minor__gte", 1),
                            ("parts__gte", 2),
                            ("step__gte", 1),
                            ("interest__gte", 0),
                            ("interest__lte", 1),
                            ("most_minor__gte", models.F("least_minor")),
                            models.Q(("fee_minor", 0), ("interest", 0), _connector="OR"),
                        ),
                        name="instalment_terms_make_sense",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="instalmentplan",
            index=models.Index(fields=["customer", "id"], name="instalment_plan_of_customer"),
        ),
        migrations.AddIndex(
            model_name="instalmentplan",
            index=models.Index(fields=["state", "id"], name="instalment_plan_by_state"),
        ),
        migrations.AddConstraint(
            model_name="instalmentplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("order_id__isnull", False)),
                fields=("order_id",),
                name="instalment_plan_one_an_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalmentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("given_back_minor__gte", 0),
                    ("returned_minor__gte", 0),
                    ("total_minor__gt", 0),
                    ("returned_minor__lte", models.F("total_minor")),
                ),
                name="instalment_plan_returned_within_total",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalmentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("order_id__isnull", True),
                        ("payment__isnull", True),
                        (
                            "state",
                            serai.payments.domain.instalments.plan_state.PlanState["PROPOSED"],
                        ),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "state",
                                serai.payments.domain.instalments.plan_state.PlanState["PROPOSED"],
                            ),
                            _negated=True,
                        ),
                        ("order_id__isnull", False),
                        ("payment__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="instalment_plan_agreed_with_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalmentcollection",
            constraint=models.CheckConstraint(
                condition=models.Q(("moved_minor__gte", 0), ("number__gte", 0)),
                name="instalment_collection_amounts",
            ),
        ),
        migrations.AddIndex(
            model_name="instalment",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            serai.payments.domain.instalments.instalment_state.InstalmentState[
                                "DUE"
                            ],
                            serai.payments.domain.instalments.instalment_state.InstalmentState[
                                "OVERDUE"
                            ],
                        ],
                    ),
                    ("try_on__isnull", False),
                ),
                fields=["try_on"],
                name="instalment_to_be_tried",
            ),
        ),
        migrations.AddIndex(
            model_name="instalment",
            index=models.Index(
                condition=models.Q(
                    ("reminded_at__isnull", True),
                    (
                        "state",
                        serai.payments.domain.instalments.instalment_state.InstalmentState["DUE"],
                    ),
                ),
                fields=["due_on"],
                name="instalment_to_be_announced",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.UniqueConstraint(
                fields=("plan", "number"), name="instalment_once_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="instalment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("charge_minor__gte", 0), ("number__gte", 1), ("price_minor__gte", 0)
                ),
                name="instalment_amounts",
            ),
        ),
        migrations.AddConstraint(
            model_name="instalmentreturn",
            constraint=models.UniqueConstraint(
                fields=("plan", "key"), name="instalment_return_once_a_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="instalmentreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("given_back_minor__gte", 0), ("let_off_minor__gte", 0), ("price_minor__gt", 0)
                ),
                name="instalment_return_amounts",
            ),
        ),
    ]
