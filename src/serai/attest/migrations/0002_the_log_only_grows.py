"""Refuse to change or delete what is in the log; let tiles grow only; do not try to compress hashes."""

from django.db import migrations

REFUSED = ("attest_leaf", "attest_head", "attest_anchored_head")


class Migration(migrations.Migration):
    dependencies = [("attest", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE attest_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;
            CREATE FUNCTION attest_refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION 'The log only grows.' USING ERRCODE = 'restrict_violation';
            END $$;
            CREATE TRIGGER attest_tiles_only_grow BEFORE UPDATE ON attest_tile FOR EACH ROW
            WHEN (substr(NEW.hashes, 1, length(OLD.hashes)) IS DISTINCT FROM OLD.hashes
              OR (NEW.level, NEW.index) IS DISTINCT FROM (OLD.level, OLD.index))
            EXECUTE FUNCTION attest_refuse_to_rewrite();
            CREATE TRIGGER attest_tiles_stay BEFORE DELETE ON attest_tile
            FOR EACH STATEMENT EXECUTE FUNCTION attest_refuse_to_rewrite();
            """
            + "".join(
                f"""
                CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION attest_refuse_to_rewrite();"""
                for table in REFUSED
            ),
            "".join(f"DROP TRIGGER {table}_is_append_only ON {table};" for table in REFUSED)
            + """
            DROP TRIGGER attest_tiles_stay ON attest_tile;
            DROP TRIGGER attest_tiles_only_grow ON attest_tile;
            DROP FUNCTION attest_refuse_to_rewrite();
            ALTER TABLE attest_tile ALTER COLUMN hashes SET STORAGE EXTENDED;
            """,
        )
    ]
