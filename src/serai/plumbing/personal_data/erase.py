"""Forget what a table holds of a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from serai.plumbing.db import execute, rows, unit_of_work
from serai.plumbing.personal_data.held import Gone, Held
from serai.plumbing.personal_data.person import Person


@dataclass(frozen=True, slots=True)
class Done:
    """
    What became of one table's rows.

    Attributes:
        erased: how many were deleted, or say nothing about the person any more.
        kept: how many stay for now.
        reason: why they stay, as a code.
        until: when the last of them may go; `None` with rows kept is never.
        again_at: when the first of them may go.
    """

    erased: int = 0
    kept: int = 0
    reason: str = ""
    until: datetime | None = None
    again_at: datetime | None = None


@unit_of_work()
def erase_held(held: Held, person: Person, *, now: datetime) -> Done:
    """Forget a person's rows of a table as far as they may go now; in one transaction, and safe to repeat."""
    params = {**person.params, "now": now}
    if held.kept is None:
        return Done(erased=_erase(held, held.whose, params))
    until = f"({held.kept.until})::timestamptz"
    if held.kept.first:
        _change(held, held.kept.first, held.whose, params)
    erased = _erase(held, f"({held.whose}) AND {until} <= %(now)s", params)
    [(kept, last, soonest)] = rows(
        f"SELECT count(*), max({until}), min({until}) FROM {held.table} AS t"  # noqa: S608 - declared
        f" WHERE ({held.whose}) AND ({until} > %(now)s OR {until} IS NULL)",
        params,
    )
    if not kept:
        return Done(erased)
    return Done(erased, kept, held.kept.reason, last, soonest)


def _erase(held: Held, whose: str, params: dict[str, Any]) -> int:
    if held.erased is Gone.ROW:
        return execute(f"DELETE FROM {held.table} AS t WHERE {whose}", params)  # noqa: S608 - declared
    if isinstance(held.erased, Gone):
        return 0
    return _change(held, held.erased, whose, params)


def _change(held: Held, to: Mapping[str, str], whose: str, params: dict[str, Any]) -> int:
    """Set columns where they say something else already; so a second time changes nothing."""
    told = ", ".join(f"{column} = {value}" for column, value in to.items())
    differ = " OR ".join(f"t.{column} IS DISTINCT FROM {value}" for column, value in to.items())
    return execute(
        f"UPDATE {held.table} AS t SET {told} WHERE ({whose}) AND ({differ})",  # noqa: S608 - declared
        params,
    )
