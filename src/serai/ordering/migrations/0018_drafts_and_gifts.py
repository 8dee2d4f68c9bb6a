"""Expand: carts that staff made up, and gifts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0017_subscriptions"),
    ]

    operations = [
        migrations.AddField(
            model_name="cartrow",
            name="draft",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="cartrow",
            name="gift",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="order",
            name="gift",
            field=models.JSONField(null=True),
        ),
        migrations.AddIndex(
            model_name="cartrow",
            index=models.Index(
                condition=models.Q(("draft__isnull", False)),
                fields=["created_at", "id"],
                name="ordering_cart_draft",
            ),
        ),
    ]
