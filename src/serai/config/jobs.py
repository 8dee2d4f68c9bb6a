"""Jobs of the plumbing's own parts, found here as every context's jobs are found in its `jobs`."""

import subprocess
import sys

from serai.plumbing.facts import jobs as facts_jobs
from serai.plumbing.jobs import job, periodic

__all__ = ["facts_jobs", "train_every_night", "train_models"]


class TrainingFailed(RuntimeError):
    """A training ended with an error; the models that were in use still are."""


@periodic(cron="41 2 * * *", name="config.train_every_night", queue="training")
def train_every_night() -> None:
    """Every night: models learn from what happened since."""
    _train()


@job(name="config.train_models", queue="training", retries=2)
def train_models() -> None:
    """Train now; asked for where a shop opens with a past and without models."""
    _train()


def _train() -> None:
    """Train in a process of its own: what that needs of memory and libraries is gone afterwards."""
    run = subprocess.run(
        [sys.executable, "-m", "serai.config.cli", "train"],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise TrainingFailed(run.stderr[-4000:] or f"It ended with {run.returncode}.")
