"""Expand: the index by which the outbox is read, built while the shop goes on."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("plumbing", "0005_events_know_their_transaction")]
    operations = [
        migrations.RunSQL(
            ["CREATE INDEX CONCURRENTLY plumbing_event_written ON plumbing_event (written_by)"],
            ["DROP INDEX CONCURRENTLY plumbing_event_written"],
        )
    ]
