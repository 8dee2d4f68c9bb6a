"""Expand: products have a tax class; all there are pay the standard rate."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0003_collections"),
    ]

    operations = [
        migrations.AddField(
            model_name="product",
            name="tax_class",
            field=models.CharField(db_default="standard", default="standard", max_length=64),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(("tax_class__regex", "^[a-z0-9][a-z0-9_-]{0,63}$")),
                name="catalog_product_tax_class",
            ),
        ),
    ]
