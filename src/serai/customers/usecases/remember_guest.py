"""Remember somebody who buys without an account."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from serai.customers.domain.email import normalised_email
from serai.customers.domain.locale import normalised_locale
from serai.customers.domain.plain_text import plain_text
from serai.kernel.ids import uuid7
from serai.plumbing.db import rows


@dataclass(frozen=True, slots=True)
class RememberGuest:
    """Who buys."""

    email: str = field(repr=False)
    name: str = field(default="", repr=False)
    locale: str = "en"
    source: str = "shop"


def remember_guest(command: RememberGuest, *, now: datetime) -> UUID:
    """
    Return the id of the guest with this address; the same guest each time. One statement.

    An account of the same address is left alone: giving an address at a checkout proves nothing.

    Raises:
        EmailRefused: not an address.
        TextRefused: an unfit name.
        LocaleRefused: an unfit language.
    """
    [(guest_id,)] = rows(
        "INSERT INTO customers_customer"
        " (id, kind, email, name, locale, password_hash, credential, source, created_at)"
        " VALUES (%s, 'guest', %s, %s, %s, '', 'none', %s, %s)"
        " ON CONFLICT (email) WHERE kind = 'guest'"
        " DO UPDATE SET name = EXCLUDED.name, locale = EXCLUDED.locale RETURNING id",
        [
            uuid7(),
            normalised_email(command.email),
            plain_text(command.name, field="name", longest=200),
            normalised_locale(command.locale),
            command.source,
            now,
        ],
    )
    return guest_id  # type: ignore[no-any-return]
