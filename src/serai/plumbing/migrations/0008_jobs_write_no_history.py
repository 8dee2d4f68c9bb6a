"""Tighten: the queue wrote three rows of history for each job, which nobody reads; failures are kept by us."""

from django.db import migrations

_TRIGGERS = (
    "procrastinate_trigger_status_events_insert_v1",
    "procrastinate_trigger_status_events_update_v1",
    "procrastinate_trigger_scheduled_events_v1",
    "procrastinate_trigger_abort_requested_events_v1",
)


class Migration(migrations.Migration):
    dependencies = [("plumbing", "0007_trained_models")]
    operations = [
        migrations.RunSQL(
            [f"ALTER TABLE procrastinate_jobs DISABLE TRIGGER {name}" for name in _TRIGGERS],
            [f"ALTER TABLE procrastinate_jobs ENABLE TRIGGER {name}" for name in _TRIGGERS],
        )
    ]
