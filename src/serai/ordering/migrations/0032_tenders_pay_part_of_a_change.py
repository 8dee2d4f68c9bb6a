"""Expand: a document remembers what gift cards and credit pay of its difference."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0031_old_papers_may_lose_their_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="orderchange",
            name="tenders",
            field=models.JSONField(null=True),
        ),
    ]
