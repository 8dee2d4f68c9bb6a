"""Forget a person: everything that is held of them, in every context, but for what must be kept."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.customers.domain.privacy_request import PrivacyAction, PrivacyKind, PrivacyState
from serai.customers.events import CustomerForgotten
from serai.customers.models import PrivacyRequest
from serai.customers.queries.privacy.person_of import person_of
from serai.customers.usecases.privacy.confirm_erasure import confirm_erasure
from serai.customers.usecases.privacy.lock_request import advance, locked_request
from serai.kernel import clock
from serai.plumbing.auth import revoke_all_of
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish
from serai.plumbing.jobs import job
from serai.plumbing.personal_data import (
    Act,
    Done,
    Held,
    Holder,
    Holders,
    Person,
    erase_held,
    what_waits,
)
from serai.plumbing.wiring import bound

_CLOSED = {PrivacyState.WITHDRAWN}


@job(name="customers.forget_person")
def forget_person(request_id: UUID) -> None:
    """Forget the person of a request; see `forget`."""
    forget(request_id, now=clock.now())


def forget(request_id: UUID, *, now: datetime) -> None:
    """
    Forget the person of a request step by step, or note what must end before.

    Each step is a transaction of its own and safe to repeat: what dies on the way begins anew and finds less to
    do. The account itself goes last, since by it everything else is found. Asked again for one that is done, it
    forgets what had to be kept and may go by now. Before the first step the person is told, while there is still an
    address. Call it outside a unit of work.

    Raises:
        MailerUnavailable: the person could not be told yet; the clock tries again.
    """
    person = _begin(request_id, now=now)
    if person is None:
        return
    confirm_erasure(request_id, person, now=now)
    report: dict[str, dict[str, Any]] = {}
    soonest: list[datetime] = []
    for holder, name, what, done in _steps(person, now=now):
        known = {"context": holder.context, "what": what, "erased": done.erased, "kept": done.kept}
        until = done.until.isoformat() if done.until else None
        report[name] = {**known, "reason": done.reason, "until": until}
        soonest += [done.again_at] if done.again_at else []
        _note(request_id, report)
    _end(request_id, again_at=min(soonest, default=None), now=now)


def _begin(request_id: UUID, *, now: datetime) -> Person | None:
    """Return the person if they can be forgotten now; else note what they wait for."""
    with unit_of_work():
        row = locked_request(request_id, PrivacyKind.ERASURE)
        due = row.again_at if row.state == PrivacyState.DONE else row.begins_at
        if row.state in _CLOSED or due is None or due > now:
            return None
        person = person_of(row.customer_id, row.ids)
        waiting = what_waits(bound(Holders), person)
        again = row.state in {PrivacyState.DONE, PrivacyState.WORKING}
        if waiting and not again:
            advance(row, PrivacyAction.WAIT)
            row.waits_for = waiting
            row.save(update_fields=["state", "waits_for"])
            return None
        advance(row, PrivacyAction.BEGIN)
        row.waits_for, row.ids = {}, list(person.ids)
        row.save(update_fields=["state", "waits_for", "ids"])
        for customer_id in person.ids:
            revoke_all_of(customer_id)
    return person


def _steps(person: Person, *, now: datetime) -> Iterator[tuple[Holder, str, str, Done]]:
    """Take one step after the other, and yield what became of it."""
    for holder in bound(Holders):
        steps: tuple[Act | Held, ...] = (*holder.before, *holder.tables, *holder.acts)
        for step in steps:
            done = _take(step, person, now=now)
            name = step.table if isinstance(step, Held) else f"{holder.context} {step.what}"
            yield holder, name, step.what, done


def _take(step: Act | Held, person: Person, *, now: datetime) -> Done:
    if isinstance(step, Held):
        return erase_held(step, person, now=now)
    return Done(erased=step.run(person, now))


@unit_of_work()
def _note(request_id: UUID, report: dict[str, dict[str, Any]]) -> None:
    """Write down how far it has come; what an earlier try erased is counted, too."""
    row = locked_request(request_id, PrivacyKind.ERASURE)
    before = row.report
    name = next(reversed(report))
    told = dict(report[name])
    told["erased"] = max(told["erased"], before.get(name, {}).get("erased", 0))
    row.report = {**before, name: told}
    row.save(update_fields=["report"])


@unit_of_work()
def _end(request_id: UUID, *, again_at: datetime | None, now: datetime) -> None:
    row: PrivacyRequest = locked_request(request_id, PrivacyKind.ERASURE)
    first = row.ended_at is None
    advance(row, PrivacyAction.FINISH)
    row.ended_at, row.again_at = row.ended_at or now, again_at
    row.save(update_fields=["state", "ended_at", "again_at"])
    if first:
        for customer_id in row.ids:
            publish(CustomerForgotten(customer_id=customer_id))
