"""Invoices and credit notes never change, follow each other without a gap, and know their transaction."""

from django.db import migrations

from serai.plumbing.append_only import note_transactions

FORWARD = """
CREATE FUNCTION ordering_papers_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Invoices and credit notes are only ever added: issue a credit note.'
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ordering_papers_stay BEFORE UPDATE OR DELETE ON ordering_paper
FOR EACH ROW EXECUTE FUNCTION ordering_papers_stay();
CREATE TRIGGER ordering_paper_files_stay BEFORE UPDATE OR DELETE ON ordering_paper_file
FOR EACH ROW EXECUTE FUNCTION ordering_papers_stay();

CREATE FUNCTION ordering_papers_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.count <> 1 AND NOT EXISTS (
    SELECT FROM ordering_paper WHERE issuer_id = NEW.issuer_id AND kind = NEW.kind
      AND year = NEW.year AND count = NEW.count - 1) THEN
    RAISE EXCEPTION 'Number % leaves a gap before it.', NEW.number
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ordering_papers_follow';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ordering_papers_follow AFTER INSERT ON ordering_paper
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ordering_papers_follow();
"""
BACK = """
DROP TRIGGER ordering_papers_follow ON ordering_paper;
DROP FUNCTION ordering_papers_follow();
DROP TRIGGER ordering_paper_files_stay ON ordering_paper_file;
DROP TRIGGER ordering_papers_stay ON ordering_paper;
DROP FUNCTION ordering_papers_stay();
"""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("ordering", "0012_papers_of_orders")]
    operations = [
        migrations.RunSQL(FORWARD, BACK),
        note_transactions("ordering_paper"),
    ]
