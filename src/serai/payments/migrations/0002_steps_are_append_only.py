"""Refuse to change or delete a step: what happened to a payment stays as it was written."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION payments_refuse_to_rewrite_steps() RETURNS trigger
            LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION 'Steps are only added.' USING ERRCODE = 'restrict_violation';
            END $$;
            CREATE TRIGGER payments_steps_are_append_only
            BEFORE UPDATE OR DELETE ON payments_paymentstep
            FOR EACH STATEMENT EXECUTE FUNCTION payments_refuse_to_rewrite_steps();
            """,
            """
            DROP TRIGGER payments_steps_are_append_only ON payments_paymentstep;
            DROP FUNCTION payments_refuse_to_rewrite_steps();
            """,
        )
    ]
