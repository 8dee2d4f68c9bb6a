"""Tighten: answers are kept in the order of their instants, which a summary of blocks tells well enough."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plumbing", "0008_jobs_write_no_history")]
    operations = [
        migrations.RemoveIndex(model_name="answer", name="plumbing_answer_kept_at"),
        migrations.AddIndex(
            model_name="answer",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["kept_at"], name="plumbing_answer_kept_at"
            ),
        ),
    ]
