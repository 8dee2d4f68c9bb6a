"""Which queues a worker serves."""

from collections.abc import Collection

from procrastinate.contrib.django import app

from serai.plumbing.db import execute

ORDINARY = "default"


def ordinary_queues() -> list[str]:
    """Return the queues whose jobs are run one by one."""
    return sorted({ORDINARY} | {task.queue for task in app.tasks.values()})


def adopt_jobs(served: Collection[str]) -> int:
    """
    Let jobs of queues that nobody serves any more be ordinary ones; return how many there were.

    A batch that is done no more, or whose subscription has another name, would leave them waiting for ever.
    """
    return execute(_ADOPT, [ORDINARY, list(served)])


_ADOPT = """
UPDATE procrastinate_jobs SET queue_name = %s WHERE status = 'todo' AND NOT queue_name = ANY(%s)"""
