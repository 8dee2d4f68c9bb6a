"""Promotions, coupons, their budgets and what used them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import serai.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pricing", "0005_list_prices_are_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="CouponBatch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=serai.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("prefix", models.CharField(max_length=16)),
                ("count", models.IntegerField()),
                ("made_by", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "db_table": "pricing_coupon_batch",
            },
        ),
        migrations.CreateModel(
            name="HolderUse",
            fields=[
                ("subject", models.BinaryField(primary_key=True, serialize=False)),
                ("uses", models.IntegerField()),
            ],
            options={
                "db_table": "pricing_holder_use",
            },
        ),
        migrations.CreateModel(
            name="PromotionRow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=serai.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("names", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("active", "active"),
                            ("paused", "paused"),
                            ("ended", "ended"),
                        ],
                        max_length=8,
                    ),
                ),
                ("rule", models.JSONField()),
                ("currency", models.CharField(blank=True, default="", max_length=3)),
                ("needs_coupon", models.BooleanField(default=False)),
                ("most_per_customer", models.IntegerField(null=True)),
                ("version", models.IntegerField()),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "promotion",
                "db_table": "pricing_promotion",
            },
        ),
        migrations.CreateModel(
            name="PromotionsVersion",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("version", models.BigIntegerField()),
            ],
            options={
                "db_table": "pricing_promotions_version",
            },
        ),
        migrations.CreateModel(
            name="PromotionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.IntegerField()),
                ("rule", models.JSONField()),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "db_table": "pricing_promotion_version",
            },
        ),
        migrations.CreateModel(
            name="Redemption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order_id", models.UUIDField()),
                ("amount_minor", models.BigIntegerField()),
                ("currency", models.CharField(max_length=3)),
                (
                    "holders",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BinaryField(), size=None
                    ),
                ),
                ("redeemed_at", models.DateTimeField()),
                ("released_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "redemption",
                "db_table": "pricing_redemption",
            },
        ),
        migrations.CreateModel(
            name="Coupon",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True)),
                ("most_uses", models.IntegerField(null=True)),
                ("most_per_customer", models.IntegerField(null=True)),
                ("customer_id", models.UUIDField(null=True)),
                ("valid_until", models.DateTimeField(null=True)),
                ("stopped_at", models.DateTimeField(null=True)),
                ("uses", models.IntegerField(db_default=0, default=0)),
                ("made_at", models.DateTimeField()),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pricing.couponbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "coupon",
                "db_table": "pricing_coupon",
            },
        ),
        migrations.CreateModel(
            name="PromotionBudget",
            fields=[
                (
                    "promotion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="budget",
                        serialize=False,
                        to="pricing.promotionrow",
                    ),
                ),
                ("most_uses", models.IntegerField(null=True)),
                ("budget_minor", models.BigIntegerField(null=True)),
                ("uses", models.IntegerField(db_default=0, default=0)),
                ("given_minor", models.BigIntegerField(db_default=0, default=0)),
            ],
            options={
                "db_table": "pricing_promotion_budget",
            },
        ),
        migrations.AddIndex(
            model_name="promotionrow",
            index=models.Index(fields=["state", "code"], name="pricing_promotion_state"),
        ),
        migrations.AddConstraint(
            model_name="promotionrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "active", "paused", "ended"])),
                name="pricing_promotion_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="promotionrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("most_per_customer__isnull", True),
                    ("most_per_customer__gte", 1),
                    _connector="OR",
                ),
                name="pricing_promotion_most_per_customer",
            ),
        ),
        migrations.AddField(
            model_name="holderuse",
            name="promotion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="pricing.promotionrow",
            ),
        ),
        migrations.AddField(
            model_name="couponbatch",
            name="promotion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pricing.promotionrow",
            ),
        ),
        migrations.AddField(
            model_name="coupon",
            name="promotion",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pricing.promotionrow",
            ),
        ),
        migrations.AddConstraint(
            model_name="promotionsversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("id", 1)), name="pricing_promotions_version_is_one_row"
            ),
        ),
        migrations.AddField(
            model_name="promotionversion",
            name="promotion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="pricing.promotionrow",
            ),
        ),
        migrations.AddField(
            model_name="redemption",
            name="coupon",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pricing.coupon",
            ),
        ),
        migrations.AddField(
            model_name="redemption",
            name="promotion",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="pricing.promotionrow",
            ),
        ),
        migrations.AddConstraint(
            model_name="promotionbudget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("uses__gte", 0),
                    models.Q(
                        ("most_uses__isnull", True),
                        ("uses__lte", models.F("most_uses")),
                        _connector="OR",
                    ),
                ),
                name="pricing_promotion_budget_uses",
            ),
        ),
        migrations.AddConstraint(
            model_name="promotionbudget",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("given_minor__gte", 0),
                    models.Q(
                        ("budget_minor__isnull", True),
                        ("given_minor__lte", models.F("budget_minor")),
                        _connector="OR",
                    ),
                ),
                name="pricing_promotion_budget_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="holderuse",
            constraint=models.CheckConstraint(
                condition=models.Q(("uses__gte", 0)), name="pricing_holder_use_uses"
            ),
        ),
        migrations.AddIndex(
            model_name="coupon",
            index=models.Index(fields=["promotion", "id"], name="pricing_coupon_promotion"),
        ),
        migrations.AddIndex(
            model_name="coupon",
            index=models.Index(
                condition=models.Q(("batch__isnull", False)),
                fields=["batch", "id"],
                name="pricing_coupon_of_batch",
            ),
        ),
        migrations.AddIndex(
            model_name="coupon",
            index=models.Index(
                condition=models.Q(("customer_id__isnull", False)),
                fields=["customer_id"],
                name="pricing_coupon_customer",
            ),
        ),
        migrations.AddConstraint(
            model_name="coupon",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[A-Z0-9]{3,40}$")), name="pricing_coupon_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="coupon",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("uses__gte", 0),
                    models.Q(
                        ("most_uses__isnull", True),
                        ("uses__lte", models.F("most_uses")),
                        _connector="OR",
                    ),
                ),
                name="pricing_coupon_uses",
            ),
        ),
        migrations.AddConstraint(
            model_name="promotionversion",
            constraint=models.UniqueConstraint(
                fields=("promotion", "version"), name="pricing_promotion_version_once"
            ),
        ),
        migrations.AddIndex(
            model_name="redemption",
            index=models.Index(fields=["promotion", "id"], name="pricing_redemption_promotion"),
        ),
        migrations.AddIndex(
            model_name="redemption",
            index=models.Index(
                condition=models.Q(("coupon__isnull", False)),
                fields=["coupon"],
                name="pricing_redemption_coupon",
            ),
        ),
        migrations.AddConstraint(
            model_name="redemption",
            constraint=models.UniqueConstraint(
                fields=("order_id", "promotion"), name="pricing_redemption_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="redemption",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_minor__gte", 0)), name="pricing_redemption_amount"
            ),
        ),
    ]
