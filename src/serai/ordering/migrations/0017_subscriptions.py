"""Expand: subscriptions, what may be subscribed, and their periods."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0006_passkeys"),
        ("ordering", "0016_refunds_are_the_payments"),
    ]

    operations = [
        migrations.CreateModel(
            name="SubscriptionPlan",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=64)),
                ("channel_code", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=200)),
                (
                    "skus",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                (
                    "intervals",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=4), size=None
                    ),
                ),
                ("notice_days", models.SmallIntegerField()),
                ("is_offered", models.BooleanField()),
                ("version", models.IntegerField()),
                ("updated_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "subscription plan",
                "db_table": "ordering_subscription_plan",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel_code", "code"), name="ordering_subscription_plan_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("notice_days__gte", 1), ("notice_days__lte", 30)),
                        name="ordering_subscription_plan_notice",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("channel_code", models.CharField(max_length=64)),
                ("locale", models.CharField(max_length=35)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("active", "active"),
                            ("past_due", "past_due"),
                            ("paused", "paused"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("lines", models.JSONField()),
                ("interval", models.CharField(max_length=4)),
                ("anchor_on", models.DateField()),
                ("anchor_number", models.IntegerField()),
                ("contact", models.JSONField()),
                ("delivery_code", models.CharField(blank=True, max_length=64)),
                ("instrument_id", models.UUIDField(null=True)),
                ("currency", models.CharField(max_length=3)),
                ("last_total_minor", models.BigIntegerField(null=True)),
                ("version", models.IntegerField()),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, default="", max_length=200)),
                (
                    "customer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ordering.subscriptionplan",
                    ),
                ),
            ],
            options={
                "db_table": "ordering_subscription",
            },
        ),
        migrations.CreateModel(
            name="SubscriptionPeriod",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("number", models.IntegerField()),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("ordering", "ordering"),
                            ("ordered", "ordered"),
                            ("skipped", "skipped"),
                            ("given_up", "given_up"),
                            ("dropped", "dropped"),
                        ],
                        max_length=10,
                    ),
                ),
                ("announced_minor", models.BigIntegerField(null=True)),
                ("announced_at", models.DateTimeField(null=True)),
                ("attempts", models.SmallIntegerField(db_default=0, default=0)),
                ("next_attempt_at", models.DateTimeField(null=True)),
                ("claimed_until", models.DateTimeField(null=True)),
                ("order_id", models.UUIDField(null=True)),
                ("reason", models.CharField(blank=True, default="", max_length=100)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "subscription",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
                        to="ordering.subscription",
                    ),
                ),
            ],
            options={
                "db_table": "ordering_subscription_period",
                "indexes": [
                    models.Index(
                        condition=models.Q(("announced_at__isnull", True), ("state", "open")),
                        fields=["due_on"],
                        name="ordering_period_unannounced",
                    ),
                    models.Index(
                        condition=models.Q(("announced_at__isnull", False), ("state", "open")),
                        fields=["next_attempt_at"],
                        name="ordering_period_due",
                    ),
                    models.Index(
                        condition=models.Q(("state", "ordering")),
                        fields=["claimed_until"],
                        name="ordering_period_ordering",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subscription", "number"),
                        name="ordering_subscription_period_number",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["open", "ordering"])),
                        fields=("subscription",),
                        name="ordering_subscription_period_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["open", "ordering", "ordered", "skipped", "given_up", "dropped"],
                            )
                        ),
                        name="ordering_subscription_period_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["ordering", "ordered"]), _negated=True),
                            ("order_id__isnull", False),
                            _connector="OR",
                        ),
                        name="ordering_subscription_period_has_order",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["customer", "id"], name="ordering_subscription_customer"),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(fields=["state", "id"], name="ordering_subscription_state"),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["active", "past_due", "paused", "cancelled"])),
                name="ordering_subscription_state",
            ),
        ),
    ]
