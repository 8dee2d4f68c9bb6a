"""Plans of instalments are arithmetic; nothing ever wrote their tables."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("payments", "0011_methods_need_no_version")]
    operations = [
        migrations.DeleteModel(name="Instalment"),
        migrations.DeleteModel(name="InstalmentPlan"),
    ]
