"""Bring in customers of another system, all or none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from serai.customers.domain.email import normalised_email
from serai.customers.domain.locale import normalised_locale
from serai.customers.domain.password_hash import password_hash
from serai.customers.domain.plain_text import plain_text
from serai.customers.domain.purposes import checked_text_version, purpose_of
from serai.kernel.errors import DomainError
from serai.kernel.ids import uuid7_at
from serai.plumbing.db import copy_into, execute, rows, unit_of_work


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """
    One customer as another system knows them.

    `consents` are purposes they allowed there, under `text_version`.
    """

    id: UUID
    email: str = field(repr=False)
    name: str = field(repr=False)
    source: str
    created_at: datetime
    locale: str = "en"
    demographics: dict[str, Any] | None = field(default=None, repr=False)
    consents: tuple[str, ...] = ()
    text_version: str = "imported"


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with one row; lines are counted from 1."""

    line: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. With errors it did nothing."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)


_COLUMNS = ("line", "id", "email", "name", "locale", "demographics", "source", "created_at")

_STAGE = (
    "DROP TABLE IF EXISTS pg_temp.customers_incoming, pg_temp.customers_incoming_consent",
    """
    CREATE TEMPORARY TABLE customers_incoming (
      line integer, id uuid, email text COLLATE "C", name text, locale text, demographics jsonb,
      source text, created_at timestamptz) ON COMMIT DROP
    """,
    "CREATE TEMPORARY TABLE customers_incoming_consent (LIKE customers_consent INCLUDING DEFAULTS)"
    " ON COMMIT DROP",
)

_TAKEN = """
SELECT incoming.line FROM customers_incoming AS incoming
JOIN customers_customer AS kept ON kept.email = incoming.email AND kept.kind = 'account'
WHERE kept.id <> incoming.id ORDER BY incoming.line
"""

_WRITE = """
WITH written AS (
  INSERT INTO customers_customer AS kept
    (id, kind, email, name, locale, password_hash, credential, demographics, source, created_at)
  SELECT id, 'account', email, name, locale, %(hash)s, %(kind)s, demographics, source, created_at
  FROM customers_incoming ORDER BY id
  ON CONFLICT (id) DO UPDATE
    SET demographics = EXCLUDED.demographics, source = EXCLUDED.source,
        created_at = EXCLUDED.created_at
    WHERE (kept.demographics, kept.source, kept.created_at)
      IS DISTINCT FROM (EXCLUDED.demographics, EXCLUDED.source, EXCLUDED.created_at)
  RETURNING (xmax = 0) AS is_new)
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written
"""


def import_customers(
    customers: Iterable[CustomerRow], *, shared_password: str | None = None
) -> ImportReport:
    """
    Write all customers as accounts with COPY, or report every error and write none.

    May be repeated: what the other system knows (demographics, source, age) is brought up to date; what
    customers change themselves (name, language, password, answers) is left alone. No event is published,
    since nothing happened now.

    Args:
        customers: read once.
        shared_password: for demonstrations only: new customers get this password, hashed **once** for
            all of them, since an Argon2 hash each would take some 45 s. They are marked: staff see
            `credential = "shared"`. Without it they have no password and log in with a code.
    """
    fit, errors = _checked(customers)
    if errors:
        return ImportReport(errors=errors)
    with unit_of_work():
        for statement in _STAGE:
            execute(statement)
        copy_into("customers_incoming", _COLUMNS, _records(fit))
        taken = [RowError(line, "email", "email_taken") for (line,) in rows(_TAKEN)]
        if taken:
            return ImportReport(errors=taken)
        hashed = password_hash(shared_password) if shared_password else ""
        [(created, updated)] = rows(
            _WRITE, {"hash": hashed, "kind": "shared" if shared_password else "none"}
        )
        _write_consents(fit)
    return ImportReport(created, updated, unchanged=len(fit) - created - updated)


def _checked(customers: Iterable[CustomerRow]) -> tuple[list[CustomerRow], list[RowError]]:
    """Return the rows in their stored form, and what is wrong with the others."""
    fit: list[CustomerRow] = []
    errors: list[RowError] = []
    ids: set[UUID] = set()
    emails: set[str] = set()
    for line, row in enumerate(customers, start=1):
        try:
            checked = _fit(row)
        except DomainError as refusal:
            subject = (
                refusal.code.partition(".")[2].removesuffix("_refused").removesuffix("_not_found")
            )
            errors.append(RowError(line, refusal.facts.get("field", subject), refusal.code))
            continue
        if checked.id in ids or checked.email in emails:
            errors.append(RowError(line, "id" if checked.id in ids else "email", "repeated"))
            continue
        ids.add(checked.id)
        emails.add(checked.email)
        fit.append(checked)
    return fit, errors


def _fit(row: CustomerRow) -> CustomerRow:
    checked_text_version(row.text_version)
    for purpose in row.consents:
        purpose_of(purpose)
    return CustomerRow(
        id=row.id,
        email=normalised_email(row.email),
        name=plain_text(row.name, field="name", longest=200),
        source=plain_text(row.source, field="source", longest=60, required=True),
        created_at=row.created_at,
        locale=normalised_locale(row.locale),
        demographics=row.demographics,
        consents=row.consents,
        text_version=row.text_version,
    )


def _records(customers: Iterable[CustomerRow]) -> Iterator[tuple[Any, ...]]:
    for line, row in enumerate(customers, start=1):
        traits = (
            None if row.demographics is None else msgspec.json.encode(row.demographics).decode()
        )
        yield line, row.id, row.email, row.name, row.locale, traits, row.source, row.created_at


def _write_consents(customers: Iterable[CustomerRow]) -> None:
    """Add the answers given elsewhere, once: their ids follow from the customer and the purpose."""
    copy_into(
        "customers_incoming_consent",
        ("id", "customer_id", "purpose", "granted", "text_version", "source", "recorded_at"),
        (
            (
                uuid7_at(row.created_at, seed=f"{row.id} {purpose} {row.text_version}".encode()),
                row.id,
                purpose,
                True,
                row.text_version,
                row.source,
                row.created_at,
            )
            for row in customers
            for purpose in row.consents
        ),
    )
    execute(
        "INSERT INTO customers_consent SELECT * FROM customers_incoming_consent ON CONFLICT DO NOTHING"
    )
