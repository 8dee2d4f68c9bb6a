"""Policies only grow; running experiments of one layer share no bucket."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION decisions_refuse_to_rewrite_policies() RETURNS trigger
            LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION 'Policies are only added.' USING ERRCODE = 'restrict_violation';
            END $$;
            CREATE TRIGGER decisions_policies_are_append_only
            BEFORE UPDATE OR DELETE ON decisions_policy
            FOR EACH STATEMENT EXECUTE FUNCTION decisions_refuse_to_rewrite_policies();
            ALTER TABLE decisions_experiment ADD CONSTRAINT decisions_experiments_of_a_layer_are_apart
            EXCLUDE USING gist (
              int8range(layer_id * 10000 + first_bucket, layer_id * 10000 + first_bucket + buckets) WITH &&
            ) WHERE (state = 'running');
            """,
            """
            ALTER TABLE decisions_experiment DROP CONSTRAINT decisions_experiments_of_a_layer_are_apart;
            DROP TRIGGER decisions_policies_are_append_only ON decisions_policy;
            DROP FUNCTION decisions_refuse_to_rewrite_policies();
            """,
        )
    ]
