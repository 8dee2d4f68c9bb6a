"""Expand: files and keys that are sold, and who may download."""

import django.db.models.deletion
import serai.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0005_article_terms"),
        ("ordering", "0018_drafts_and_gifts"),
    ]

    operations = [
        migrations.CreateModel(
            name="DigitalFile",
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
                ("name", models.CharField(max_length=200)),
                ("content_type", models.CharField(max_length=100)),
                ("content", models.BinaryField()),
                ("size", models.IntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("most_downloads", models.IntegerField()),
                ("days", models.IntegerField()),
                ("is_offered", models.BooleanField(db_default=True, default=True)),
                ("added_at", models.DateTimeField()),
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
                "db_table": "ordering_digital_file",
            },
        ),
        migrations.CreateModel(
            name="DownloadGrant",
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
                ("variant_id", models.UUIDField()),
                ("downloads", models.IntegerField(default=0)),
                ("most_downloads", models.IntegerField()),
                ("granted_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("last_at", models.DateTimeField(null=True)),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ordering.digitalfile",
                    ),
                ),
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
                "db_table": "ordering_download_grant",
            },
        ),
        migrations.CreateModel(
            name="LicenceKey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("text", models.CharField(max_length=500)),
                ("order_id", models.UUIDField(null=True)),
                ("given_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                ("added_at", models.DateTimeField()),
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
                "db_table": "ordering_licence_key",
            },
        ),
        migrations.AddConstraint(
            model_name="digitalfile",
            constraint=models.UniqueConstraint(
                fields=("variant", "sha256"), name="ordering_digital_file_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="digitalfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__gt", 0), ("most_downloads__gt", 0), ("size__gt", 0)),
                name="ordering_digital_file_limits",
            ),
        ),
        migrations.AddConstraint(
            model_name="downloadgrant",
            constraint=models.UniqueConstraint(
                fields=("order", "file"), name="ordering_download_grant_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="downloadgrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("downloads__gte", 0), ("downloads__lte", models.F("most_downloads"))
                ),
                name="ordering_download_grant_count",
            ),
        ),
        migrations.AddIndex(
            model_name="licencekey",
            index=models.Index(
                condition=models.Q(("order_id__isnull", True)),
                fields=["variant", "id"],
                name="ordering_licence_key_free",
            ),
        ),
        migrations.AddIndex(
            model_name="licencekey",
            index=models.Index(
                condition=models.Q(("order_id__isnull", False)),
                fields=["order_id"],
                name="ordering_licence_key_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="licencekey",
            constraint=models.UniqueConstraint(
                fields=("variant", "text"), name="ordering_licence_key_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="licencekey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("order_id__isnull", False),
                    models.Q(("given_at__isnull", True), ("revoked_at__isnull", True)),
                    _connector="OR",
                ),
                name="ordering_licence_key_is_someones",
            ),
        ),
    ]
