"""Expand: the laws that are about an article; gift cards are found along an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0005_article_terms"),
    ]

    operations = [
        migrations.AddField(
            model_name="articletermsrow",
            name="regime",
            field=models.CharField(blank=True, db_default="", default="", max_length=32),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                condition=models.Q(("tax_class", "gift_card")),
                fields=["id"],
                name="catalog_product_gift_cards",
            ),
        ),
    ]
