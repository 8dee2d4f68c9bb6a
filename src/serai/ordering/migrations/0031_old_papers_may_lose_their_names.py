"""Ten years after they were issued, invoices may lose what they say; number, sum and hash stay for ever."""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION ordering_papers_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'ordering_paper' AND TG_OP = 'UPDATE' THEN
    IF OLD.issued_at < now() - interval '10 years' AND NEW.content = ''
      AND to_jsonb(NEW) - 'content' = to_jsonb(OLD) - 'content' THEN
      RETURN NEW;
    END IF;
  ELSIF TG_TABLE_NAME = 'ordering_paper_file' AND TG_OP = 'DELETE' THEN
    IF EXISTS (SELECT FROM ordering_paper AS p
      WHERE p.id = OLD.paper_id AND p.issued_at < now() - interval '10 years') THEN
      RETURN OLD;
    END IF;
  END IF;
  RAISE EXCEPTION 'Invoices and credit notes are only ever added: issue a credit note.'
    USING ERRCODE = 'restrict_violation';
END $$;
"""
BACK = """
CREATE OR REPLACE FUNCTION ordering_papers_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Invoices and credit notes are only ever added: issue a credit note.'
    USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ordering", "0030_carts_change_in_place")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
