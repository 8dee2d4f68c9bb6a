"""Expand: who waits and what comes is listed along indexes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0005_article_terms"),
        ("inventory", "0005_articles_are_sold_ahead"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="expecteddelivery",
            index=models.Index(fields=["last_on", "id"], name="inventory_expected_by_day"),
        ),
        migrations.AddIndex(
            model_name="waiting",
            index=models.Index(fields=["since", "id"], name="inventory_waiting_since"),
        ),
    ]
