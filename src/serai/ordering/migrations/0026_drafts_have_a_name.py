"""Expand: drafts have permissions of their own in the back office."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0025_orders_wait_for_goods"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftRow",
            fields=[],
            options={
                "verbose_name": "draft",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("ordering.cartrow",),
        ),
    ]
