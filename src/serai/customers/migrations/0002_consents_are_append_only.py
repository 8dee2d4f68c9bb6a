"""Refuse to change or delete an answer: the record of consents only grows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION customers_refuse_to_rewrite_consents() RETURNS trigger
            LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION 'Consents are only added.' USING ERRCODE = 'restrict_violation';
            END $$;
            CREATE TRIGGER customers_consents_are_append_only
            BEFORE UPDATE OR DELETE ON customers_consent
            FOR EACH STATEMENT EXECUTE FUNCTION customers_refuse_to_rewrite_consents();
            """,
            """
            DROP TRIGGER customers_consents_are_append_only ON customers_consent;
            DROP FUNCTION customers_refuse_to_rewrite_consents();
            """,
        )
    ]
