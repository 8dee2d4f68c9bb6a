"""Where payments were captured before there was a ledger, have a job post them to it."""

from django.db import migrations

QUEUE = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args, queueing_lock, priority)
SELECT 'default', 'payments.book_earlier_payments', '{}', 'payments.book_earlier_payments', 0
WHERE EXISTS (SELECT FROM payments_payment WHERE captured_minor > 0)
ON CONFLICT DO NOTHING"""


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0002_steps_are_append_only"),
        ("ledger", "0002_the_database_keeps_the_books"),
        ("plumbing", "0003_jobs_are_looked_for_not_announced"),
    ]
    operations = [migrations.RunSQL(QUEUE, migrations.RunSQL.noop)]
