"""Expand: from which categories customers will probably buy."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("marketing", "0003_everybody_is_credited"),
    ]

    operations = [
        migrations.CreateModel(
            name="CategoryChance",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "customer_id",
                        "category",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("customer_id", models.UUIDField()),
                ("category", models.TextField()),
                ("chance", models.PositiveSmallIntegerField()),
            ],
            options={
                "db_table": "marketing_category_chance",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("chance__lte", 10000)),
                        name="marketing_category_chance_share",
                    )
                ],
            },
        ),
    ]
