"""When the writer works."""

from uuid import UUID

from serai.kernel.clock import now
from serai.plumbing.facts import writer
from serai.plumbing.jobs import job, periodic


@periodic(cron="* * * * * */5", name="plumbing.write_facts")
def write_facts() -> int:
    """Every five seconds: what waits becomes Parquet."""
    return writer.write_waiting(now=now())


@periodic(cron="*/10 * * * *", name="plumbing.compact_facts")
def compact_facts() -> int:
    """Every ten minutes: small files become large ones."""
    return writer.compact(now=now())


@periodic(cron="23 3 * * *", name="plumbing.retain_facts")
def retain_facts() -> int:
    """Every night: what is past its time goes."""
    return writer.retain(now=now())


@job(name="plumbing.forget_in_facts")
def forget_in_facts(
    customer_id: UUID, client_ids: tuple[str, ...] = (), *, only_clicks: bool = False
) -> None:
    """Take a person out of the facts; asked for in the transaction that erases them elsewhere."""
    writer.forget_person(
        customer_ids=[customer_id], client_ids=client_ids, now=now(), only_clicks=only_clicks
    )
