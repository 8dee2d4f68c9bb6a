"""Expand: parcels with labels, and what carriers tell of them."""

import django.db.models.deletion
import serai.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fulfilment", "0010_groups_wait_for_goods"),
    ]

    operations = [
        migrations.CreateModel(
            name="Parcel",
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
                ("order_id", models.UUIDField()),
                ("return_id", models.UUIDField(null=True)),
                ("number", models.IntegerField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("making", "making"),
                            ("labelled", "labelled"),
                            ("voiding", "voiding"),
                            ("void", "void"),
                            ("moving", "moving"),
                            ("delivered", "delivered"),
                            ("returned", "returned"),
                        ]
                    ),
                ),
                ("carrier", models.TextField()),
                ("service", models.TextField(db_default="", default="")),
                ("label_of", models.TextField(db_default="", default="")),
                ("reference", models.TextField(db_default="", default="")),
                ("tracking_number", models.TextField(db_default="", default="")),
                ("tracking_url", models.TextField(db_default="", default="")),
                ("shipment", models.JSONField()),
                ("weight_g", models.IntegerField()),
                ("cost_minor", models.BigIntegerField(null=True)),
                ("currency", models.CharField(blank=True, db_default="", default="", max_length=3)),
                ("pdf", models.BinaryField(null=True)),
                ("zpl", models.TextField(db_default="", default="")),
                ("key", models.BinaryField()),
                ("fingerprint", models.BinaryField()),
                ("made_by", models.TextField(db_default="", default="")),
                ("made_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                (
                    "group",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fulfilment.group",
                    ),
                ),
            ],
            options={
                "db_table": "fulfilment_parcel",
            },
        ),
        migrations.CreateModel(
            name="ParcelNewsRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event_id", models.TextField()),
                ("status", models.TextField()),
                ("occurred_at", models.DateTimeField()),
                ("place", models.TextField(db_default="", default="")),
                ("text", models.TextField(db_default="", default="")),
                ("received_at", models.DateTimeField()),
                (
                    "parcel",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="news",
                        to="fulfilment.parcel",
                    ),
                ),
            ],
            options={
                "db_table": "fulfilment_parcel_news",
            },
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(
                condition=models.Q(("group__isnull", False)),
                fields=["group", "number"],
                name="fulfilment_parcel_of_group",
            ),
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(
                condition=models.Q(("return_id__isnull", False)),
                fields=["return_id"],
                name="fulfilment_parcel_of_return",
            ),
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(
                condition=models.Q(("state__in", ["making", "voiding"])),
                fields=["made_at"],
                name="fulfilment_parcel_unsettled",
            ),
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(fields=["-made_at", "-id"], name="fulfilment_parcel_newest"),
        ),
        migrations.AddIndex(
            model_name="parcel",
            index=models.Index(fields=["tracking_number"], name="fulfilment_parcel_of_tracking"),
        ),
        migrations.AddConstraint(
            model_name="parcel",
            constraint=models.UniqueConstraint(fields=("key",), name="fulfilment_parcel_key"),
        ),
        migrations.AddConstraint(
            model_name="parcel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("tracking_number", ""), _negated=True),
                fields=("carrier", "tracking_number"),
                name="fulfilment_parcel_tracking",
            ),
        ),
        migrations.AddConstraint(
            model_name="parcel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "making",
                            "labelled",
                            "voiding",
                            "void",
                            "moving",
                            "delivered",
                            "returned",
                        ],
                    )
                ),
                name="fulfilment_parcel_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="parcel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "making"),
                    models.Q(
                        ("pdf__isnull", False), models.Q(("tracking_number", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="fulfilment_parcel_labelled",
            ),
        ),
        migrations.AddConstraint(
            model_name="parcel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("group__isnull", False), ("return_id__isnull", True)),
                    models.Q(("group__isnull", True), ("return_id__isnull", False)),
                    _connector="OR",
                ),
                name="fulfilment_parcel_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="parcelnewsrow",
            constraint=models.UniqueConstraint(
                fields=("parcel", "event_id"), name="fulfilment_parcel_news_once"
            ),
        ),
    ]
