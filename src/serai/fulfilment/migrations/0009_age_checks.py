"""Expand: the age of whoever takes goods is checked."""

import django.db.models.deletion
import serai.kernel.ids
from django.db import migrations, models


CHECKS_STAY = """
CREATE FUNCTION fulfilment_checks_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Age checks are only ever added.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER fulfilment_checks_stay BEFORE UPDATE OR DELETE ON fulfilment_age_check
FOR EACH ROW EXECUTE FUNCTION fulfilment_checks_stay();
"""
BACK = """
DROP TRIGGER fulfilment_checks_stay ON fulfilment_age_check;
DROP FUNCTION fulfilment_checks_stay();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("fulfilment", "0008_groups_by_kind"),
    ]

    operations = [
        migrations.AddField(
            model_name="group",
            name="age_checked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="groupline",
            name="minimum_age",
            field=models.SmallIntegerField(db_default=0, default=0),
        ),
        migrations.CreateModel(
            name="AgeCheckRow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=serai.kernel.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("order_id", models.UUIDField()),
                ("minimum_age", models.SmallIntegerField()),
                ("outcome", models.TextField(choices=[("passed", "passed"), ("failed", "failed")])),
                (
                    "document",
                    models.TextField(
                        choices=[
                            ("identity_card", "identity_card"),
                            ("passport", "passport"),
                            ("driving_licence", "driving_licence"),
                            ("residence_permit", "residence_permit"),
                            ("other", "other"),
                            ("none", "none"),
                        ]
                    ),
                ),
                (
                    "checked_where",
                    models.TextField(choices=[("door", "door"), ("counter", "counter")]),
                ),
                ("checked_by", models.TextField()),
                ("checked_at", models.DateTimeField()),
                ("note", models.TextField(blank=True, db_default="", default="")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="age_checks",
                        to="fulfilment.group",
                    ),
                ),
            ],
            options={
                "verbose_name": "age check",
                "db_table": "fulfilment_age_check",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome", "failed"),
                            models.Q(("document", "none"), _negated=True),
                            _connector="OR",
                        ),
                        name="fulfilment_age_check_outcome",
                    )
                ],
            },
        ),
        migrations.RunSQL(CHECKS_STAY, BACK),
    ]
