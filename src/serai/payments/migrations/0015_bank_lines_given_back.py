"""Expand: how much of a bank line went back, when and why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0014_plans_of_instalments"),
    ]

    operations = [
        migrations.AddField(
            model_name="bankline",
            name="given_back_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="bankline",
            name="given_back_minor",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="bankline",
            name="given_back_note",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddConstraint(
            model_name="bankline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("given_back_at__isnull", True), ("given_back_minor__isnull", True)),
                    models.Q(
                        ("given_back_at__isnull", False),
                        ("given_back_minor__gt", 0),
                        ("given_back_minor__lte", models.F("amount_minor")),
                    ),
                    _connector="OR",
                ),
                name="bank_line_given_back",
            ),
        ),
    ]
