"""A repeated request gets the first answer."""

import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.db import IntegrityError, connection, transaction
from msgspec import Struct

from serai.kernel.clock import now
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db.closing import AnswerRow
from serai.plumbing.db.done_again import done_again
from serai.plumbing.db.statements import rows
from serai.plumbing.db.unit_of_work import unit_of_work
from serai.plumbing.json import as_builtins, as_json

_TAKEN = "plumbing_answer_pkey"


class KeyReused(DomainError):
    """The Idempotency-Key came back with a different request."""

    code = "idempotency.key_reused"
    kind = Kind.REJECTED

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__("This Idempotency-Key was first used with another request; use a new one.")


class IdempotencyKey(Struct, frozen=True):
    """A key in the scope of one caller and operation, with the digest of the request's body."""

    scope: str
    key: str
    fingerprint: bytes

    @classmethod
    def of(cls, *, scope: str, key: str, body: bytes) -> "IdempotencyKey":
        """Return the key of a request."""
        return cls(scope, key, hashlib.sha256(body).digest())


def kept_answer(key: IdempotencyKey) -> Any | None:
    """
    Return what was answered when `key` was first used, or `None`.

    Raises:
        KeyReused: it was first used with another body.
    """
    found = rows(
        "SELECT fingerprint, body FROM plumbing_answer WHERE scope = %s AND key = %s",
        [key.scope, key.key],
    )
    if not found:
        return None
    [(fingerprint, body)] = found
    if bytes(fingerprint) != key.fingerprint:
        raise KeyReused(key.key)
    return body


def write_once(query: str, params: list[Any], *, key: IdempotencyKey) -> dict[str, Any] | None:
    """
    Run one data-changing statement with RETURNING and keep its row under `key`, as one statement.

    The first call returns the row with JSON values (ids and instants as text); a repeated call changes
    nothing and returns that same row. `None` means that the statement touched no row and kept nothing.

    Raises:
        KeyReused: the key came back with another body.
        RuntimeError: called inside a unit of work, where `answer_once` belongs.
    """
    statement = (
        f"WITH effect AS ({query}), kept AS ("  # noqa: S608 - the query is our own text
        "INSERT INTO plumbing_answer (scope, key, fingerprint, body, kept_at)"
        " SELECT %s, %s, %s, to_jsonb(effect), %s FROM effect)"
        " SELECT to_jsonb(effect) FROM effect"
    )
    try:
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            found = rows(statement, [*params, key.scope, key.key, key.fingerprint, now()])
    except IntegrityError as refusal:
        if not _is_taken(refusal):
            raise
        return kept_answer(key)
    return found[0][0] if found else None


def answer_once(key: IdempotencyKey, act: Callable[[], Any]) -> Any:
    """
    Run `act` in a unit of work and keep what it returns; a repeated key gets that first answer again.

    Optimistic: the effect is tried first and undone when the key turns out to be taken, so the usual
    request pays no look-up. Two racing requests meet at the key: the later one waits, then replays. A victim of
    a deadlock is done again, as `done_again` says.

    Args:
        key: the request's key.
        act: makes the change, from its beginning each time that it is called; returns something that msgspec
            can turn into JSON.

    Returns:
        The answer as JSON values (dictionaries, lists, text, numbers).

    Raises:
        KeyReused: the key came back with another body.
    """

    def once() -> Any:
        with unit_of_work() as work:
            answer = as_builtins(act())
            body = as_json(answer).decode()
            work.answer = AnswerRow(key.scope, key.key, key.fingerprint, body, now())
        return answer

    try:
        return done_again(once)
    except (DomainError, IntegrityError) as refusal:
        if isinstance(refusal, KeyReused):
            raise
        kept = kept_answer(key)
        if kept is None:
            raise
        return kept


def _is_taken(refusal: IntegrityError) -> bool:
    diagnostics = getattr(refusal.__cause__, "diag", None)
    return getattr(diagnostics, "constraint_name", None) == _TAKEN
