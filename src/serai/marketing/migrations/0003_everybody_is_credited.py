"""Expand: whoever was decided about is waited for, not only who was written to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("marketing", "0002_runs_are_read")]

    operations = [
        migrations.RemoveIndex(model_name="offersending", name="marketing_sending_uncredited"),
        migrations.AddIndex(
            model_name="offersending",
            index=models.Index(
                fields=["decided_at"],
                name="marketing_sending_uncredited",
                condition=models.Q(credited_at__isnull=True) & ~models.Q(token=""),
            ),
        ),
    ]
