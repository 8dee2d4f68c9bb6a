"""Delivers news: at least once, with growing waits, until someone answers 2xx."""

from contextlib import closing
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from serai.fulfilment.adapters.local_carrier.carrier import LocalCarrier, news_of, told
from serai.fulfilment.adapters.local_carrier.signature import signed_headers
from serai.plumbing.outbound import CallFailed, Line

FIRST_WAIT = timedelta(seconds=5)
MOST_ATTEMPTS = 12


def deliver_due(carrier: LocalCarrier, address: str, *, now: datetime, at_most: int = 200) -> int:
    """Deliver what is due, the oldest first; return how many were accepted."""
    parts = urlsplit(address)
    with closing(Line(f"{parts.scheme}://{parts.netloc}")) as line:
        return sum(
            _delivered(carrier, number, line, parts.path, now)
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


def _delivered(carrier: LocalCarrier, number: int, line: Line, path: str, now: datetime) -> bool:
    row = carrier.book.connection().execute("SELECT * FROM scan WHERE number = ?", (number,))
    scan = row.fetchone()
    body = told(news_of(scan))
    headers = signed_headers(scan["id"], body, secret=carrier.webhook_secret, now=now)
    headers["content-type"] = "application/json"
    try:
        answer = line.send("POST", path, body=body, headers=headers, seconds=10)
        accepted = 200 <= answer.status < 300
    except CallFailed:
        accepted = False
    wait = FIRST_WAIT * 2 ** (scan["attempts"] - 1)
    with carrier.book.writing() as book:
        book.execute(
            "UPDATE scan SET delivered_at = ?, due_at = ? WHERE number = ?",
            (now.isoformat() if accepted else None, (now + wait).timestamp(), number),
        )
    return accepted
