"""A function that a worker runs after the commit."""

import inspect
from collections.abc import Callable
from datetime import datetime
from functools import update_wrapper
from types import MappingProxyType
from typing import Any, Generic, ParamSpec, TypeVar, get_type_hints

from django.db import close_old_connections
from procrastinate import JobContext
from procrastinate.contrib.django import app

from serai.plumbing.db.closing import JobRow
from serai.plumbing.db.unit_of_work import unit_of_work
from serai.plumbing.jobs.backoff import Backoff
from serai.plumbing.jobs.failures import remembered
from serai.plumbing.jobs.take_along import take_along
from serai.plumbing.json import as_builtins, from_builtins

P = ParamSpec("P")
R = TypeVar("R")
_jobs: dict[str, "Job[..., Any]"] = {}


class Job(Generic[P, R]):
    """A function under a stable name. Call it to run it now; `later` to have a worker run it."""

    def __init__(self, function: Callable[P, R], name: str, queue: str) -> None:
        self.function, self.name, self.queue = function, name, queue
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.function(*args, **kwargs)

    def later(
        self,
        *,
        run_at: datetime | None = None,
        lock: str | None = None,
        once: str | None = None,
        **kwargs: Any,
    ) -> None:
        """
        Write the job in the open unit of work (or a new one).

        Args:
            run_at: not before this instant.
            lock: jobs with the same lock run one after another.
            once: do nothing when a job with the same word is waiting already.
            kwargs: the function's arguments; UUIDs, instants and dataclasses are turned into JSON.
        """
        args = as_builtins(kwargs)
        with unit_of_work() as work:
            work.jobs.append(JobRow(self.queue, self.name, args, lock, once, run_at))

    def run(self, args: dict[str, Any]) -> R:
        """Run with arguments as JSON brought them, converted to the types that the function declares."""
        hints = get_type_hints(self.function)
        typed = {
            name: from_builtins(value, hints[name]) if name in hints else value
            for name, value in args.items()
        }
        return self.function(**typed)  # type: ignore[call-arg]


def job(
    *, name: str, queue: str = "default", retries: int = 10, together: int = 0
) -> Callable[[Callable[P, R]], Job[P, R]]:
    """
    Make a function a job.

    Args:
        name: `context.verb`, unique and stable: it is in the queue's rows.
        queue: jobs of one queue share workers.
        retries: how often a failure is tried again, with growing waits, before it is a dead letter.
        together: how many others of its kind a job may take along; for small jobs that wait for nobody.

    Raises:
        ValueError: the name is taken.
    """

    def register(function: Callable[P, R]) -> Job[P, R]:
        if name in _jobs:
            raise ValueError(f"The job {name} exists already.")
        if inspect.iscoroutinefunction(function):
            raise ValueError("Jobs are plain functions.")
        registered: Job[P, R] = Job(function, name, queue)
        _jobs[name] = registered

        def run(context: JobContext, /, **kwargs: Any) -> None:
            close_old_connections()
            with remembered(context.job):
                registered.run(kwargs)
            if together:
                take_along(context.job, registered.run, together)

        app.task(name=name, queue=queue, retry=Backoff(retries), pass_context=True)(run)
        return registered

    return register


def jobs() -> MappingProxyType[str, Job[..., Any]]:
    """Return every job by its name."""
    return MappingProxyType(_jobs)
