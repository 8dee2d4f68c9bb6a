"""Tell a fact to whoever subscribes."""

from collections.abc import Collection

from serai.kernel.clock import now
from serai.kernel.events import Event
from serai.kernel.ids import id_text, uuid7
from serai.plumbing.db.closing import EventRow, JobRow
from serai.plumbing.db.unit_of_work import current_work
from serai.plumbing.events.subscribe import subscriptions_of
from serai.plumbing.json import as_json

DELIVER = "plumbing.deliver"


def publish(event: Event, *, spares: Collection[str] = ()) -> None:
    """
    Put `event` into the outbox of the open unit of work, with a job for each subscription.

    Args:
        event: the fact.
        spares: subscriptions of the caller's own context whose handlers would look and find nothing to do.

    Raises:
        RuntimeError: no unit of work is open.
    """
    work = current_work()
    row = EventRow(uuid7(), event.type, as_json(event).decode(), now())
    work.events.append(row)
    for subscription in subscriptions_of(event.type):
        if subscription.name in spares:
            continue
        args = {"event_id": id_text(row.id), "subscription": subscription.name}
        work.jobs.append(JobRow(subscription.queue, DELIVER, args))


def handled_here(*subscriptions: str) -> None:
    """
    Spare these subscriptions the events of the open unit of work: it has done what their handlers would.

    Raises:
        RuntimeError: no unit of work is open.
    """
    work = current_work()
    work.jobs = [
        row
        for row in work.jobs
        if row.task != DELIVER or row.args["subscription"] not in subscriptions
    ]
