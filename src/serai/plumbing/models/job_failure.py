"""Why a job failed."""

from django.db import models


class JobFailure(models.Model):
    """The last error of a job that has failed at least once; the queue itself keeps none."""

    job_id = models.BigIntegerField(primary_key=True)
    error = models.TextField()
    failed_at = models.DateTimeField()

    class Meta:
        db_table = "plumbing_job_failure"

    def __str__(self) -> str:
        return f"job {self.job_id}"
