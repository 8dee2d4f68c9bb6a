"""Movements remember which transaction wrote them: whoever reads them in that order skips none."""

from django.db import migrations

from serai.plumbing.append_only import note_transactions


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("inventory", "0002_movements_are_append_only")]
    operations = [note_transactions("inventory_movement")]
