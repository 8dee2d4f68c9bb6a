"""Consents remember which transaction wrote them: whoever reads them in that order skips none."""

from django.db import migrations

from serai.plumbing.append_only import note_transactions


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("customers", "0002_consents_are_append_only")]
    operations = [note_transactions("customers_consent")]
