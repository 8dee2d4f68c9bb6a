"""Entries remember which transaction wrote them: whoever reads them in that order skips none."""

from django.db import migrations

from serai.plumbing.append_only import note_transactions


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("ledger", "0002_the_database_keeps_the_books")]
    operations = [note_transactions("ledger_entry")]
