"""What a customer allows today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.customers.domain.purposes import PURPOSES, Purpose, purpose_of
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import rows


class ConsentMissing(DomainError):
    """The customer has not allowed their data to be used for this."""

    code = "customers.consent_missing"
    kind = Kind.FORBIDDEN

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose
        super().__init__(f"The customer has not allowed {purpose}.")


@dataclass(frozen=True, slots=True)
class ConsentView:
    """The answer that counts today. `text_version`, `source`, `recorded_at` are `None` before any."""

    purpose: str
    meaning: str
    needs_consent: bool
    granted: bool
    text_version: str | None = None
    source: str | None = None
    recorded_at: datetime | None = None


def consents_of(customer_id: UUID) -> list[ConsentView]:
    """
    Return today's answer for every registered purpose, in the registry's order; one statement.

    A purpose without an answer is refused, unless it needs none.
    """
    answers = {
        purpose: (granted, text_version, source, recorded_at)
        for purpose, granted, text_version, source, recorded_at in rows(
            "SELECT DISTINCT ON (purpose) purpose, granted, text_version, source, recorded_at"
            " FROM customers_consent WHERE customer_id = %s"
            " ORDER BY purpose, recorded_at DESC, id DESC",
            [customer_id],
        )
    }
    return [
        ConsentView(purpose.code, purpose.meaning, purpose.needs_consent, *answers[purpose.code])
        if purpose.code in answers
        else _unanswered(purpose)
        for purpose in PURPOSES.values()
    ]


def customers_allowing(purpose: str, customer_ids: Iterable[UUID]) -> frozenset[UUID]:
    """
    Return which of these customers allow `purpose` today; one statement, however many they are.

    Raises:
        PurposeNotFound: no such purpose is registered.
    """
    asked = frozenset(customer_ids)
    if not purpose_of(purpose).needs_consent or not asked:
        return asked
    found = rows(
        "SELECT customer_id FROM ("
        "  SELECT DISTINCT ON (customer_id) customer_id, granted FROM customers_consent"
        "  WHERE purpose = %s AND customer_id = ANY(%s)"
        "  ORDER BY customer_id, recorded_at DESC, id DESC"
        ") AS newest WHERE granted",
        [purpose, list(asked)],
    )
    return frozenset(customer_id for (customer_id,) in found)


def allows(customer_id: UUID, purpose: str) -> bool:
    """
    Return whether the customer allows `purpose` today; at most one statement.

    Raises:
        PurposeNotFound: no such purpose is registered.
    """
    return bool(customers_allowing(purpose, [customer_id]))


def requires_consent(customer_id: UUID, purpose: str) -> None:
    """
    Let the caller go on only when the customer allows `purpose` today.

    Raises:
        ConsentMissing: they do not.
        PurposeNotFound: no such purpose is registered.
    """
    if not allows(customer_id, purpose):
        raise ConsentMissing(purpose)


def _unanswered(purpose: Purpose) -> ConsentView:
    return ConsentView(
        purpose.code, purpose.meaning, purpose.needs_consent, granted=not purpose.needs_consent
    )
