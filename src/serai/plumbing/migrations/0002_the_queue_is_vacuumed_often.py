"""Tighten: rows of the queue live for moments, so what they leave behind is cleared early."""

from django.db import migrations

_TABLES = ("procrastinate_jobs", "procrastinate_events")
_OFTEN = "autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500"
_AS_USUAL = "autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold"


class Migration(migrations.Migration):
    dependencies = [("plumbing", "0001_initial")]
    operations = [
        migrations.RunSQL(
            [f"ALTER TABLE {table} SET ({_OFTEN})" for table in _TABLES],
            [f"ALTER TABLE {table} RESET ({_AS_USUAL})" for table in _TABLES],
        )
    ]
