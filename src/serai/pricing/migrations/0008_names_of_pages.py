"""Let the back office call tax policies and batches of coupons by their names."""

from django.db import migrations


class Migration(migrations.Migration):
    """Names only: the tables stay as they are."""

    dependencies = [("pricing", "0007_tax_rates")]

    operations = [
        migrations.AlterModelOptions(
            name="couponbatch", options={"verbose_name_plural": "batches of coupons"}
        ),
        migrations.AlterModelOptions(
            name="taxpolicyrow",
            options={"verbose_name": "tax policy", "verbose_name_plural": "tax policies"},
        ),
    ]
