"""Tighten: NOTIFY makes commits wait for one another, each for its own write to the disk; ADR 0011 says more."""

from django.db import migrations

_TRIGGER = "procrastinate_jobs_notify_queue_job_inserted_v1"


class Migration(migrations.Migration):
    dependencies = [("plumbing", "0002_the_queue_is_vacuumed_often")]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE procrastinate_jobs DISABLE TRIGGER {_TRIGGER}",
            f"ALTER TABLE procrastinate_jobs ENABLE TRIGGER {_TRIGGER}",
        )
    ]
