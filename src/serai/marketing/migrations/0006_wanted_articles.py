"""Expand: how many wait for which article, as a view."""

from django.db import migrations, models


CREATE_VIEW = """
CREATE VIEW marketing_wanted_article AS
SELECT channel_code || ' ' || variant_id AS id, variant_id, channel_code, count(*) AS waiting,
  count(*) FILTER (WHERE kind = 'price') AS for_price,
  count(*) FILTER (WHERE kind = 'stock') AS for_stock, min(confirmed_at) AS since
FROM marketing_alert WHERE state = 'waiting' GROUP BY channel_code, variant_id"""
DROP_VIEW = "DROP VIEW marketing_wanted_article"


class Migration(migrations.Migration):
    dependencies = [
        ("marketing", "0005_alerts"),
    ]

    operations = [
        migrations.RunSQL(CREATE_VIEW, DROP_VIEW),
        migrations.CreateModel(
            name="WantedArticle",
            fields=[
                ("id", models.CharField(max_length=110, primary_key=True, serialize=False)),
                ("channel_code", models.TextField()),
                ("waiting", models.BigIntegerField()),
                ("for_price", models.BigIntegerField()),
                ("for_stock", models.BigIntegerField()),
                ("since", models.DateTimeField()),
            ],
            options={
                "verbose_name": "most wanted",
                "verbose_name_plural": "most wanted",
                "db_table": "marketing_wanted_article",
                "managed": False,
                "default_permissions": ("view",),
            },
        ),
    ]
