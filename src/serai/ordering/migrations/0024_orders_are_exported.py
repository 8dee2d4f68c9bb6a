"""Expand: who may take orders out as files."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0023_regulated_and_wrapped"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="order",
            options={"permissions": [("export_order", "Can take orders out as files")]},
        ),
    ]
