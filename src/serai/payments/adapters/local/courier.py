"""Delivers webhooks: at least once, with growing waits, until someone answers 2xx."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx

from serai.payments.adapters.local.book import Book
from serai.payments.adapters.local.signature import signed_headers

FIRST_WAIT = timedelta(seconds=5)
MOST_ATTEMPTS = 12
LEASE = timedelta(seconds=60)
"""How long one courier keeps a webhook to itself."""


@dataclass
class Courier:
    """
    Takes webhooks from the book to an address.

    Attributes:
        book: where they wait.
        address: where they go.
        secret: signs them.
        client: makes the calls, with a time-out of its own.
    """

    book: Book
    address: str
    secret: bytes
    client: httpx.Client

    def deliver(self, *, now: datetime, at_most: int = 200) -> int:
        """Deliver what is due, oldest first; return how many were accepted."""
        return sum(self._deliver_one(webhook, now) for webhook in self._claim(now, at_most))

    def _claim(self, now: datetime, at_most: int) -> list[sqlite3.Row]:
        with self.book.writing() as book:
            claimed: list[sqlite3.Row] = book.execute(
                "UPDATE webhook SET due_at = ?, attempts = attempts + 1 WHERE number IN ("
                " SELECT number FROM webhook WHERE delivered_at IS NULL AND due_at <= ?"
                " AND attempts < ? ORDER BY due_at, number LIMIT ?) RETURNING *",
                ((now + LEASE).timestamp(), now.timestamp(), MOST_ATTEMPTS, at_most),
            ).fetchall()
        return sorted(claimed, key=lambda webhook: int(webhook["number"]))

    def _deliver_one(self, webhook: sqlite3.Row, now: datetime) -> bool:
        headers = signed_headers(webhook["id"], webhook["body"], secret=self.secret, now=now)
        headers["content-type"] = "application/json"
        try:
            response = self.client.post(self.address, content=webhook["body"], headers=headers)
        except httpx.HTTPError as failure:
            return self._again(webhook, type(failure).__name__, now)
        if not response.is_success:
            return self._again(webhook, str(response.status_code), now)
        with self.book.writing() as book:
            book.execute(
                "UPDATE webhook SET delivered_at = ?, last_answer = ? WHERE number = ?",
                (now.isoformat(), str(response.status_code), webhook["number"]),
            )
        return True

    def _again(self, webhook: sqlite3.Row, answer: str, now: datetime) -> bool:
        wait = FIRST_WAIT * 2 ** (webhook["attempts"] - 1)
        with self.book.writing() as book:
            book.execute(
                "UPDATE webhook SET due_at = ?, last_answer = ? WHERE number = ?",
                ((now + wait).timestamp(), answer, webhook["number"]),
            )
        return False


def deliver_due(book: Book, address: str, secret: bytes, *, now: datetime) -> int:
    """Deliver what is due over a connection of its own; return how many were accepted."""
    with httpx.Client(timeout=10, trust_env=False) as client:
        return Courier(book, address, secret, client).deliver(now=now)
