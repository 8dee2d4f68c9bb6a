"""Expand: whence an order was placed, as a keyed digest that is forgotten with the counts by it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0026_drafts_have_a_name"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="network",
            field=models.BinaryField(null=True),
        ),
    ]
