"""How long a failed job waits before it is tried again."""

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job as ProcrastinateJob


class Backoff(BaseRetryStrategy):
    """Doubling waits from one second up to an hour; after `retries` failures the job is a dead letter."""

    def __init__(self, retries: int) -> None:
        self.retries = retries

    def get_retry_decision(
        self, *, exception: BaseException, job: ProcrastinateJob
    ) -> RetryDecision | None:
        """Return when to try again, or `None` to give up."""
        if job.attempts >= self.retries:
            return None
        return RetryDecision(retry_in={"seconds": min(2**job.attempts, 3600)})
