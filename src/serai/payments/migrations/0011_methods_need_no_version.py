"""Methods are so few that they are read whole every few seconds: nothing counts their changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("payments", "0010_signed_transfers")]
    operations = [migrations.DeleteModel(name="MethodsVersion")]
