"""Expand: what staff prove who they are with, beside their password."""

import django.contrib.postgres.fields
from django.db import migrations, models

import serai.kernel.ids


class Migration(migrations.Migration):
    dependencies = [("plumbing", "0009_answers_are_kept_in_order")]
    operations = [
        migrations.CreateModel(
            name="StaffAsked",
            fields=[
                ("staff_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField()),
            ],
            options={"db_table": "plumbing_staff_asked"},
        ),
        migrations.CreateModel(
            name="StaffAuthenticator",
            fields=[
                ("staff_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
                ("last_step", models.BigIntegerField()),
                ("created_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
            ],
            options={"db_table": "plumbing_staff_authenticator"},
        ),
        migrations.CreateModel(
            name="StaffPasskey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=serai.kernel.ids.uuid7, primary_key=True, serialize=False
                    ),
                ),
                ("staff_id", models.BigIntegerField()),
                ("label", models.CharField(max_length=80)),
                ("credential_id", models.BinaryField()),
                ("public_key", models.BinaryField()),
                ("sign_count", models.BigIntegerField()),
                (
                    "transports",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), default=list, size=None
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "plumbing_staff_passkey",
                "indexes": [models.Index(fields=["staff_id"], name="plumbing_staff_passkey_whose")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("credential_id",), name="plumbing_staff_passkey_is_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sign_count__gte", 0)),
                        name="plumbing_staff_passkey_counts_from_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffRecoveryCode",
            fields=[
                ("digest", models.BinaryField(primary_key=True, serialize=False)),
                ("staff_id", models.BigIntegerField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "plumbing_staff_recovery_code",
                "indexes": [
                    models.Index(fields=["staff_id"], name="plumbing_staff_recovery_whose")
                ],
            },
        ),
    ]
