"""Jobs: what runs later, written in the transaction that asks for it, or by the clock."""

from serai.plumbing.jobs.backoff import Backoff
from serai.plumbing.jobs.do_together import job_batches
from serai.plumbing.jobs.forget_answers import forget_answers
from serai.plumbing.jobs.job import Job, job, jobs
from serai.plumbing.jobs.periodic import periodic
from serai.plumbing.jobs.resume import resume_jobs

__all__ = [
    "Backoff",
    "Job",
    "forget_answers",
    "job",
    "job_batches",
    "jobs",
    "periodic",
    "resume_jobs",
]
