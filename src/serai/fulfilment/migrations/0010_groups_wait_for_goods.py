"""Expand: groups of what was sold ahead wait for goods."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fulfilment", "0009_age_checks"),
        ("inventory", "0005_articles_are_sold_ahead"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="group",
            name="fulfilment_group_state",
        ),
        migrations.AlterField(
            model_name="group",
            name="state",
            field=models.TextField(
                choices=[
                    ("waiting", "waiting"),
                    ("open", "open"),
                    ("held", "held"),
                    ("picking", "picking"),
                    ("packed", "packed"),
                    ("ready", "ready"),
                    ("shipped", "shipped"),
                    ("handed_over", "handed_over"),
                    ("delivered", "delivered"),
                    ("cancelled", "cancelled"),
                    ("no_show", "no_show"),
                ]
            ),
        ),
        migrations.AddConstraint(
            model_name="group",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "waiting",
                            "open",
                            "held",
                            "picking",
                            "packed",
                            "ready",
                            "shipped",
                            "handed_over",
                            "delivered",
                            "cancelled",
                            "no_show",
                        ],
                    )
                ),
                name="fulfilment_group_state",
            ),
        ),
    ]
