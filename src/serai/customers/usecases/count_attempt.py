"""Count attempts to get in, and close the door for a while when there are too many."""

from datetime import datetime
from math import ceil

from serai.customers.domain.lockout import Lockout, TooManyAttempts
from serai.customers.usecases.keyed_email import email_digest
from serai.plumbing.db import execute, rows

_COUNT = """
INSERT INTO customers_login_attempt AS attempt (digest, failures, last_at, closed_until)
VALUES (%(digest)s, 1, %(now)s, %(now)s + (%(waits)s::interval[])[1])
ON CONFLICT (digest) DO UPDATE SET
  failures = CASE WHEN attempt.last_at < %(forgotten)s THEN 1 ELSE attempt.failures + 1 END,
  last_at = %(now)s,
  closed_until = %(now)s + (%(waits)s::interval[])[
    CASE WHEN attempt.last_at < %(forgotten)s THEN 1 ELSE LEAST(attempt.failures + 1, %(last)s) END]
WHERE attempt.closed_until <= %(now)s
RETURNING failures
"""


def count_attempt(email: str, lockout: Lockout, *, now: datetime) -> None:
    """
    Count an attempt as failed before it is made; `forget_attempts` takes that back on success.

    One statement, committed at once, so that a hundred parallel guesses are a hundred attempts. Call it
    outside a unit of work: the refusal that follows must not undo it. Known and unknown addresses are
    counted alike.

    Raises:
        TooManyAttempts: the door is closed; this attempt is not counted.
    """
    digest = email_digest(email, door=lockout.door)
    counted = rows(
        _COUNT,
        {
            "digest": digest,
            "now": now,
            "waits": list(lockout.waits),
            "last": len(lockout.waits),
            "forgotten": now - lockout.forgotten_after,
        },
    )
    if not counted:
        closed = rows(
            "SELECT closed_until FROM customers_login_attempt WHERE digest = %s", [digest]
        )
        until = closed[0][0] if closed else now
        raise TooManyAttempts(retry_after=max(1, ceil((until - now).total_seconds())))


def forget_attempts(email: str, *lockouts: Lockout) -> None:
    """Start counting anew after a success."""
    digests = [email_digest(email, door=lockout.door) for lockout in lockouts]
    execute("DELETE FROM customers_login_attempt WHERE digest = ANY(%s)", [digests])
