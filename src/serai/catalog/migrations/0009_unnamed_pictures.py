"""Expand: pictures that no product names, and since when."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0008_sets_of_articles"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnnamedPicture",
            fields=[
                ("stem", models.CharField(max_length=50, primary_key=True, serialize=False)),
                ("found_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(null=True)),
            ],
            options={"db_table": "catalog_unnamed_picture"},
        ),
    ]
