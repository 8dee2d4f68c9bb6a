"""Expand: articles that are digital, a service, or not for everybody."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0004_tax_classes"),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE catalog_article_terms_change AS bigint",
            "DROP SEQUENCE catalog_article_terms_change",
        ),
        migrations.CreateModel(
            name="ArticleTermsRow",
            fields=[
                (
                    "variant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="catalog.variant",
                    ),
                ),
                (
                    "nature",
                    models.TextField(
                        choices=[
                            ("goods", "goods"),
                            ("file", "file"),
                            ("keys", "keys"),
                            ("service", "service"),
                        ]
                    ),
                ),
                ("minimum_age", models.SmallIntegerField()),
                ("needs_prescription", models.BooleanField()),
                ("version", models.BigIntegerField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "terms of an article",
                "verbose_name_plural": "terms of articles",
                "db_table": "catalog_article_terms",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("nature__in", ["goods", "file", "keys", "service"])),
                        name="catalog_article_terms_nature",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minimum_age__gte", 0), ("minimum_age__lte", 99)),
                        name="catalog_article_terms_age",
                    ),
                ],
            },
        ),
    ]
