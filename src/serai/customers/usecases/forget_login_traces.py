"""Delete what logging in leaves behind."""

from datetime import datetime, timedelta

from serai.plumbing.db import execute

KEPT_FOR = timedelta(days=1)
"""As long as the back-off remembers; a request for a code is dead after ten minutes."""


def forget_login_traces(*, now: datetime) -> int:
    """Delete old codes and attempts; return how many. Two statements."""
    before = now - KEPT_FOR
    codes = execute("DELETE FROM customers_login_code WHERE requested_at < %s", [before])
    attempts = execute(
        "DELETE FROM customers_login_attempt WHERE last_at < %s AND closed_until < %s",
        [before, now],
    )
    return codes + attempts
