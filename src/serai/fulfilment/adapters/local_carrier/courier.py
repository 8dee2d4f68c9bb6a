"""Delivers news: at least once, with growing waits, until someone answers 2xx."""

from datetime import datetime, timedelta

import httpx

from serai.fulfilment.adapters.local_carrier.carrier import LocalCarrier, news_of, told
from serai.fulfilment.adapters.local_carrier.signature import signed_headers

FIRST_WAIT = timedelta(seconds=5)
MOST_ATTEMPTS = 12


def deliver_due(carrier: LocalCarrier, address: str, *, now: datetime, at_most: int = 200) -> int:
    """Deliver what is due, the oldest first; return how many were accepted."""
    with httpx.Client(timeout=10, trust_env=False) as client:
        return sum(
            _delivered(carrier, number, client, address, now)
            for number in _claimed(carrier, now, at_most)
        )


def _claimed(carrier: LocalCarrier, now: datetime, at_most: int) -> list[int]:
    """Take what is due for a minute, so that one courier alone delivers it."""
    with carrier.book.writing() as book:
        found = book.execute(
            "UPDATE scan SET due_at = ?, attempts = attempts + 1 WHERE number IN ("
            " SELECT number FROM scan WHERE delivered_at IS NULL AND due_at <= ? AND attempts < ?"
            " ORDER BY number LIMIT ?) RETURNING number",
            (now.timestamp() + 60, now.timestamp(), MOST_ATTEMPTS, at_most),
        ).fetchall()
    return sorted(number for (number,) in found)


def _delivered(
    carrier: LocalCarrier, number: int, client: httpx.Client, address: str, now: datetime
) -> bool:
    row = carrier.book.connection().execute("SELECT * FROM scan WHERE number = ?", (number,))
    scan = row.fetchone()
    body = told(news_of(scan))
    headers = signed_headers(scan["id"], body, secret=carrier.webhook_secret, now=now)
    try:
        answer = client.post(
            address, content=body, headers={**headers, "content-type": "application/json"}
        )
        accepted = answer.is_success
    except httpx.HTTPError:
        accepted = False
    wait = FIRST_WAIT * 2 ** (scan["attempts"] - 1)
    with carrier.book.writing() as book:
        book.execute(
            "UPDATE scan SET delivered_at = ?, due_at = ? WHERE number = ?",
            (now.isoformat() if accepted else None, (now + wait).timestamp(), number),
        )
    return accepted
