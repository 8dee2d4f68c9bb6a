"""Expand: orders of a subscription may be collected in a store, and gift cards or credit may pay them first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ordering", "0032_tenders_pay_part_of_a_change")]

    operations = [
        migrations.AddField(
            model_name="subscription",
            name="location_code",
            field=models.CharField(blank=True, db_default="", default="", max_length=64),
        ),
        migrations.AddField(
            model_name="subscription",
            name="tenders",
            field=models.JSONField(blank=True, null=True),
        ),
    ]
