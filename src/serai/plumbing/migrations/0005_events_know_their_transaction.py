"""
Expand: each event of the outbox remembers which transaction wrote it; older ones do not know.

With it a reader finds what has been committed since a snapshot, however late a transaction commits.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plumbing", "0004_webhooks")]
    operations = [
        migrations.RunSQL(
            [
                "ALTER TABLE plumbing_event ADD COLUMN written_by xid8",
                "ALTER TABLE plumbing_event ALTER COLUMN written_by SET DEFAULT pg_current_xact_id()",
            ],
            ["ALTER TABLE plumbing_event DROP COLUMN written_by"],
        )
    ]
