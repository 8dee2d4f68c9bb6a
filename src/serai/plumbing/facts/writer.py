"""
The writer: what may change files of facts, each step under one lock.

Whoever calls these holds no transaction: files are not rolled back.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings

from serai.plumbing.facts.consent import AnalyticsConsent
from serai.plumbing.facts.place import facts_folder
from serai.plumbing.facts.spool import microseconds
from serai.plumbing.facts.writing.lock import writing
from serai.plumbing.wiring import bound

if TYPE_CHECKING:
    import polars as pl

    from serai.plumbing.facts.writing.drain import Drained
    from serai.plumbing.facts.writing.forget import Forgotten


def write_waiting(*, now: datetime) -> int:
    """Write what waits: committed business events, then every spool to its end; return how many rows."""
    from serai.plumbing.facts.writing.collect import collect

    with writing(facts_folder()):
        return collect(facts_folder(), at=microseconds(now)) + _drain_all(now)


def write_rows(table: str, frame: "pl.DataFrame", *, now: datetime) -> int:
    """
    Add a frame of history to a table; rows whose id is there already are left out.

    Args:
        table: a declared table.
        frame: `event_id`, `occurred_at` and columns of the table; what it lacks is empty.
        now: the instant of writing.

    Returns:
        How many rows were new.
    """
    from serai.plumbing.facts.writing.load import load_rows

    with writing(facts_folder()):
        _finish(now)
        return load_rows(facts_folder(), table, frame, at=microseconds(now))


def compact(*, now: datetime, everything: bool = False) -> int:
    """Join small files day by day and keep each id once; return how many files went out of use."""
    from serai.plumbing.facts.writing.compact import compact as compact_files

    with writing(facts_folder()):
        _finish(now)
        return compact_files(
            facts_folder(), today=now.date(), at=microseconds(now), everything=everything
        )


def retain(*, now: datetime) -> int:
    """Remove days that are past their time; return how many rows went."""
    from serai.plumbing.facts.writing.retain import retain as remove_old

    with writing(facts_folder()):
        _finish(now)
        keep = settings.SERAI_FACTS_KEEP_DAYS
        return remove_old(facts_folder(), keep=keep, today=now.date(), at=microseconds(now))


def forget_person(
    *, customer_ids: Iterable[UUID] = (), client_ids: Iterable[str] = (), now: datetime,
    only_clicks: bool = False,
) -> "Forgotten":  # fmt: skip
    """
    Take a person out of the facts: rows stay, nothing in them says whose they were.

    Args:
        customer_ids: who; the browsers they were logged in with go too.
        client_ids: browsers of people who never logged in.
        now: the instant of writing.
        only_clicks: only what they looked at: consent was withdrawn, orders stay as they are.
    """
    from serai.plumbing.facts.writing.collect import collect
    from serai.plumbing.facts.writing.forget import forget

    with writing(facts_folder()):
        collect(facts_folder(), at=microseconds(now))
        _drain_all(now)
        return forget(
            facts_folder(),
            customer_ids=[str(each) for each in customer_ids],
            client_ids=client_ids,
            at=microseconds(now),
            only_clicks=only_clicks,
        )


def _drain_all(now: datetime) -> int:
    rows = 0
    while (done := _finish(now)).bytes:
        rows += done.rows
    return rows


def _finish(now: datetime) -> "Drained":
    """Drain one round; a round that a dead writer had begun comes first, before any file changes."""
    from serai.plumbing.facts.writing.drain import drain

    return drain(facts_folder(), bound(AnalyticsConsent), now=now)
