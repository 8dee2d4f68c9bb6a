"""Cards that customers have had kept."""

import django.db.models.deletion
from django.db import migrations, models

import serai.kernel.ids


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0006_passkeys"),
        ("payments", "0006_books_of_processors"),
    ]

    operations = [
        migrations.CreateModel(
            name="Instrument",
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
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="customers.customer",
                    ),
                ),
                ("processor", models.CharField(max_length=30)),
                ("method", models.CharField(max_length=30)),
                ("reference", models.CharField(max_length=200)),
                ("brand", models.CharField(max_length=40)),
                ("last4", models.CharField(max_length=4)),
                ("expires_on", models.DateField(blank=True, null=True)),
                ("is_default", models.BooleanField()),
                ("consent_text_version", models.CharField(max_length=40)),
                ("kept_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(blank=True, null=True)),
                ("expiry_told_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "kept card",
                "db_table": "payments_instrument",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("expires_on__isnull", False), ("expiry_told_at__isnull", True)
                        ),
                        fields=["expires_on"],
                        name="instrument_expiry_untold",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("processor", "reference"), name="instrument_reference_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_default", True)),
                        fields=("customer",),
                        name="instrument_one_default",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("consent_text_version", ""), _negated=True),
                        name="instrument_was_consented_to",
                    ),
                ],
            },
        ),
    ]
