"""Jobs that the clock starts."""

from collections.abc import Callable
from typing import Any

from django.db import close_old_connections
from procrastinate import JobContext
from procrastinate.contrib.django import app

from serai.plumbing.jobs.backoff import Backoff
from serai.plumbing.jobs.failures import remembered


def periodic(
    *, cron: str, name: str, queue: str = "default"
) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """
    Run a function by the clock, once for each tick however many workers there are.

    Args:
        cron: five fields, or six with seconds last.
        name: `context.verb`, unique and stable.
        queue: jobs of one queue share workers.
    """

    def register(function: Callable[[], object]) -> Callable[[], object]:
        def run(context: JobContext, /, timestamp: int, **_: Any) -> None:
            close_old_connections()
            with remembered(context.job):
                function()

        task = app.task(
            name=name, queue=queue, retry=Backoff(2), queueing_lock=name, pass_context=True
        )(run)
        app.periodic(cron=cron)(task)
        return function

    return register
