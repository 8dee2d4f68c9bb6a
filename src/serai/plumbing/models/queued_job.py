"""The queue's own rows, as the back office shows them."""

from procrastinate.contrib.django.models import ProcrastinateJob


class QueuedJob(ProcrastinateJob):
    """A job that waits, runs, or has failed for good; the ones that succeeded are deleted."""

    class Meta:
        proxy = True

    def __str__(self) -> str:
        return f"{self.task_name} {self.pk}"


class DeadLetter(ProcrastinateJob):
    """A job that has failed as often as it may. It waits until someone replays or discards it."""

    class Meta:
        proxy = True

    def __str__(self) -> str:
        return f"{self.task_name} {self.pk}"
