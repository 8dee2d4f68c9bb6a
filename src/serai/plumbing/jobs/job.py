"""A function that a worker runs after the commit."""

import inspect
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property, update_wrapper
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
Prepare = Callable[[Sequence[dict[str, Any]]], Sequence[Callable[[], object]]]
_jobs: dict[str, "Job[..., Any]"] = {}


class Job(Generic[P, R]):
    """A function under a stable name. Call it to run it now; `later` to have a worker run it."""

    def __init__(
        self, function: Callable[P, R], name: str, queue: str, prepare: Prepare | None = None
    ) -> None:
        self.function, self.name, self.queue, self.prepare = function, name, queue, prepare
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
            queue = self.name if self.prepare else self.queue
            work.jobs.append(JobRow(queue, self.name, args, lock, once, run_at))

    def run(self, args: dict[str, Any]) -> R:
        """Run with arguments as JSON brought them, converted to the types that the function declares."""
        return self.function(**self.typed(args))  # type: ignore[call-arg]

    def typed(self, args: dict[str, Any]) -> dict[str, Any]:
        """Return arguments as JSON brought them, converted to the types that the function declares."""
        hints = self._hints
        return {
            name: from_builtins(value, hints[name]) if name in hints else value
            for name, value in args.items()
        }

    @cached_property
    def _hints(self) -> dict[str, Any]:
        return get_type_hints(self.function)


def job(
    *,
    name: str,
    queue: str = "default",
    retries: int = 10,
    together: int = 0,
    prepare: Prepare | None = None,
) -> Callable[[Callable[P, R]], Job[P, R]]:
    """
    Make a function a job.

    Args:
        name: `context.verb`, unique and stable: it is in the queue's rows.
        queue: jobs of one queue share workers.
        retries: how often a failure is tried again, with growing waits, before it is a dead letter.
        together: how many others of its kind a job may take along; for small jobs that wait for nobody.
        prepare: makes many of them ready at once, given the arguments of each: returns for each what does it
            and asks the database nothing more. Such a job waits in a queue that has its name.

    Raises:
        ValueError: the name is taken.
    """

    def register(function: Callable[P, R]) -> Job[P, R]:
        if name in _jobs:
            raise ValueError(f"The job {name} exists already.")
        if inspect.iscoroutinefunction(function):
            raise ValueError("Jobs are plain functions.")
        registered: Job[P, R] = Job(function, name, queue, prepare)
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
