"""Expand: when the recipient of a gift card is written to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0017_collections_know_their_request"),
    ]

    operations = [
        migrations.AddField(
            model_name="giftcard",
            name="send_at",
            field=models.DateTimeField(null=True),
        ),
    ]
