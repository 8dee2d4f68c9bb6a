"""Jobs of the plumbing's own parts, found here as every context's jobs are found in its `jobs`."""

from serai.plumbing.facts import jobs as facts_jobs

__all__ = ["facts_jobs"]
