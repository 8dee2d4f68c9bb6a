"""Expand: how often shoppers search for what, how they reword it, and synonyms that staff teach."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discovery", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rewording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("channel_code", models.TextField()),
                ("day", models.DateField()),
                ("before", models.TextField()),
                ("after", models.TextField()),
                ("times", models.BigIntegerField()),
            ],
            options={
                "db_table": "discovery_rewording",
                "indexes": [models.Index(fields=["day"], name="discovery_rewording_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel_code", "day", "before", "after"),
                        name="discovery_rewording_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("times__gt", 0)), name="discovery_rewording_counted"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("channel_code", models.TextField()),
                ("day", models.DateField()),
                ("query", models.TextField()),
                ("searches", models.BigIntegerField()),
                ("found", models.IntegerField()),
                ("whole", models.BooleanField()),
            ],
            options={
                "db_table": "discovery_search_count",
                "indexes": [
                    models.Index(
                        condition=models.Q(("whole", False)),
                        fields=["channel_code", "day"],
                        name="discovery_search_fruitless",
                    ),
                    models.Index(fields=["day"], name="discovery_search_day"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel_code", "day", "query"), name="discovery_search_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("searches__gt", 0),
                            ("found__gte", 0),
                            models.Q(("whole", False), ("found__gt", 0), _connector="OR"),
                        ),
                        name="discovery_search_counted",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaughtSynonym",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("channel_code", models.TextField()),
                ("phrase", models.TextField()),
                ("meaning", models.TextField()),
                ("accepted", models.BooleanField()),
                ("worth", models.SmallIntegerField(db_default=80, default=80)),
                ("decided_at", models.DateTimeField()),
                ("version", models.IntegerField(db_default=1, default=1)),
            ],
            options={
                "verbose_name": "synonym",
                "db_table": "discovery_taught_synonym",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel_code", "phrase", "meaning"), name="discovery_synonym_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("phrase", models.F("meaning")), _negated=True),
                            models.Q(("phrase", ""), _negated=True),
                            models.Q(("meaning", ""), _negated=True),
                        ),
                        name="discovery_synonym_two_phrases",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("worth__gte", 10), ("worth__lte", 100)),
                        name="discovery_synonym_worth",
                    ),
                ],
            },
        ),
    ]
