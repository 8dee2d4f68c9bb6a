"""Expand: channels choose what becomes of promotions when orders change; documents tell what was worked out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0028_prescriptions_are_sealed"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangeTerms",
            fields=[
                (
                    "channel_code",
                    models.CharField(max_length=64, primary_key=True, serialize=False),
                ),
                (
                    "promotions",
                    models.TextField(
                        choices=[("keep", "keep"), ("work_out_again", "work_out_again")]
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "verbose_name": "rule of changed orders",
                "verbose_name_plural": "rules of changed orders",
                "db_table": "ordering_change_terms",
            },
        ),
        migrations.RemoveConstraint(
            model_name="orderchangeline",
            name="ordering_order_change_line_kind",
        ),
        migrations.AddField(
            model_name="orderchange",
            name="promotions",
            field=models.JSONField(null=True),
        ),
        migrations.AlterField(
            model_name="orderchangeline",
            name="kind",
            field=models.TextField(
                choices=[
                    ("goods", "goods"),
                    ("delivery", "delivery"),
                    ("fee", "fee"),
                    ("promotion", "promotion"),
                ]
            ),
        ),
        migrations.AddConstraint(
            model_name="orderchangeline",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["goods", "delivery", "fee", "promotion"])),
                name="ordering_order_change_line_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="changeterms",
            constraint=models.CheckConstraint(
                condition=models.Q(("promotions__in", ["keep", "work_out_again"])),
                name="ordering_change_terms_promotions",
            ),
        ),
    ]
