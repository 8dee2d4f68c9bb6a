"""Forget what a subject was shown and what came of it."""

from serai.decisions.domain.subject import Subject
from serai.decisions.queries.keys import pseudonym
from serai.plumbing.db import execute, unit_of_work


@unit_of_work()
def forget_subject(subject: Subject) -> int:
    """Delete every exposure and outcome of a subject; return how many rows. Sums that were learnt stay."""
    number = pseudonym(subject)
    return sum(
        execute(f"DELETE FROM {table} WHERE subject = %s", [number])  # noqa: S608 - our own tables
        for table in ("decisions_exposure", "decisions_outcome")
    )
