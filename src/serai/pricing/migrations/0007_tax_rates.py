"""Rates by place and day, and what is known of buyers: tax ids, certificates."""

import django.contrib.postgres.fields
import django.db.models.deletion
import serai.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0003_collections"),
        ("customers", "0001_initial"),
        ("pricing", "0006_promotions"),
    ]

    operations = [
        migrations.CreateModel(
            name="CustomerTaxId",
            fields=[
                (
                    "customer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="customers.customer",
                    ),
                ),
                ("number", models.CharField(max_length=20)),
                ("country", models.CharField(max_length=2)),
                ("outcome", models.CharField(max_length=12)),
                ("checked_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "customer's tax id",
                "db_table": "pricing_customer_tax_id",
            },
        ),
        migrations.CreateModel(
            name="TaxExemption",
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
                (
                    "jurisdictions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=67), size=None
                    ),
                ),
                ("certificate", models.CharField(max_length=120)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "tax exemption",
                "db_table": "pricing_tax_exemption",
            },
        ),
        migrations.CreateModel(
            name="TaxIdCheck",
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
                ("number", models.CharField(max_length=20)),
                ("country", models.CharField(max_length=2)),
                ("outcome", models.CharField(max_length=12)),
                ("register", models.CharField(max_length=32)),
                ("name", models.CharField(db_default="", default="", max_length=300)),
                ("reference", models.CharField(db_default="", default="", max_length=64)),
                ("checked_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "tax id check",
                "db_table": "pricing_tax_id_check",
            },
        ),
        migrations.CreateModel(
            name="TaxQuote",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("provider", models.CharField(max_length=32)),
                ("parts", models.JSONField()),
                ("asked_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "db_table": "pricing_tax_quote",
            },
        ),
        migrations.CreateModel(
            name="TaxRateRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("component", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=64)),
                ("country", models.CharField(max_length=2)),
                ("region", models.CharField(blank=True, db_default="", default="", max_length=64)),
                (
                    "postcodes",
                    models.CharField(blank=True, db_default="", default="", max_length=32),
                ),
                ("tax_class", models.CharField(max_length=64)),
                ("rate", models.DecimalField(decimal_places=6, max_digits=7)),
                ("valid_from", models.DateField()),
                ("valid_until", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "tax rate",
                "db_table": "pricing_tax_rate",
            },
        ),
        migrations.CreateModel(
            name="TaxVersion",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("version", models.BigIntegerField()),
            ],
            options={
                "db_table": "pricing_tax_version",
            },
        ),
        migrations.AddField(
            model_name="taxpolicyrow",
            name="delivery_like_goods",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="taxpolicyrow",
            name="origin_country",
            field=models.CharField(blank=True, db_default="", default="", max_length=2),
        ),
        migrations.AddField(
            model_name="taxpolicyrow",
            name="origin_postcode",
            field=models.CharField(blank=True, db_default="", default="", max_length=16),
        ),
        migrations.AddField(
            model_name="taxpolicyrow",
            name="origin_region",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name="taxpolicyrow",
            name="oss",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="taxpolicyrow",
            name="provider",
            field=models.CharField(blank=True, db_default="", default="", max_length=32),
        ),
        migrations.AddField(
            model_name="taxpolicyrow",
            name="registrations",
            field=models.JSONField(
                blank=True, db_default=models.Value([], models.JSONField()), default=list
            ),
        ),
        migrations.AddField(
            model_name="taxpolicyrow",
            name="sourcing",
            field=models.CharField(db_default="flat", default="flat", max_length=12),
        ),
        migrations.AddConstraint(
            model_name="taxpolicyrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("sourcing__in", ["flat", "origin", "destination", "us", "eu"])),
                name="pricing_tax_policy_sourcing",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxpolicyrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sourcing", "flat"), ("origin_country__regex", "^[A-Z]{2}$"), _connector="OR"
                ),
                name="pricing_tax_policy_has_an_origin",
            ),
        ),
        migrations.AddConstraint(
            model_name="customertaxid",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["valid", "invalid", "unconfirmed"])),
                name="pricing_customer_tax_id_outcome",
            ),
        ),
        migrations.AddField(
            model_name="taxexemption",
            name="customer",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="customers.customer",
            ),
        ),
        migrations.AddIndex(
            model_name="taxidcheck",
            index=models.Index(
                fields=["number", "-checked_at"], name="pricing_tax_id_check_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="taxidcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["valid", "invalid", "unconfirmed"])),
                name="pricing_tax_id_check_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxraterow",
            constraint=models.UniqueConstraint(
                fields=("country", "region", "postcodes", "component", "tax_class", "valid_from"),
                name="pricing_tax_rate_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxraterow",
            constraint=models.CheckConstraint(
                condition=models.Q(("rate__gte", 0), ("rate__lte", 1)),
                name="pricing_tax_rate_is_a_rate",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxraterow",
            constraint=models.CheckConstraint(
                condition=models.Q(("country__regex", "^[A-Z]{2}$")),
                name="pricing_tax_rate_country",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxraterow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gt", models.F("valid_from")),
                    _connector="OR",
                ),
                name="pricing_tax_rate_begins_before_it_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("id", 1)), name="pricing_tax_version_is_one_row"
            ),
        ),
        migrations.AddIndex(
            model_name="taxexemption",
            index=models.Index(fields=["customer"], name="pricing_tax_exemption_of"),
        ),
        migrations.AddConstraint(
            model_name="taxexemption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gt", models.F("valid_from")),
                    _connector="OR",
                ),
                name="pricing_tax_exemption_begins_before_it_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="taxexemption",
            constraint=models.CheckConstraint(
                condition=models.Q(("certificate", ""), _negated=True),
                name="pricing_tax_exemption_names_its_proof",
            ),
        ),
    ]
