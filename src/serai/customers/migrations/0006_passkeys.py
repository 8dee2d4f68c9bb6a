"""Passkeys of customers, and the challenges that were used."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import serai.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0005_groups"),
    ]

    operations = [
        migrations.CreateModel(
            name="Passkey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=serai.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("credential_id", models.BinaryField()),
                ("public_key", models.BinaryField()),
                ("sign_count", models.BigIntegerField()),
                ("is_synced", models.BooleanField()),
                ("backed_up", models.BooleanField()),
                (
                    "transports",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "db_table": "customers_passkey",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("credential_id",), name="customers_passkey_credential_is_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sign_count__gte", 0)),
                        name="customers_passkey_counts_from_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UsedChallenge",
            fields=[
                ("digest", models.BinaryField(primary_key=True, serialize=False)),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "db_table": "customers_used_challenge",
                "indexes": [models.Index(fields=["ends_at"], name="customers_challenge_ends_at")],
            },
        ),
    ]
