"""Keep a customer's answer about one use of their data."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.customers.domain.plain_text import plain_text
from serai.customers.domain.purposes import PurposeAlwaysOn, checked_text_version, purpose_of
from serai.customers.events import ConsentRecorded
from serai.customers.models import Consent, Customer
from serai.customers.queries.consent_view import ConsentView
from serai.customers.queries.customer_view import CustomerNotFound
from serai.kernel.ids import uuid7
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish


@dataclass(frozen=True, slots=True)
class RecordConsent:
    """Who allows or refuses what, having read which version of the text, and where."""

    customer_id: UUID
    purpose: str
    granted: bool
    text_version: str
    source: str = "shop"


@unit_of_work()
def record_consent(command: RecordConsent, *, now: datetime) -> ConsentView:
    """
    Add the answer to the record. The same answer to the same text again adds nothing.

    Raises:
        CustomerNotFound: no such customer.
        PurposeNotFound: no such purpose is registered.
        PurposeAlwaysOn: it needs no consent, so none can be withdrawn.
        TextVersionRefused: the version of the text is not one.
    """
    purpose = purpose_of(command.purpose)
    if not purpose.needs_consent and not command.granted:
        raise PurposeAlwaysOn(purpose.code)
    answer = Consent(
        id=uuid7(),
        customer_id=command.customer_id,
        purpose=purpose.code,
        granted=command.granted,
        text_version=checked_text_version(command.text_version),
        source=plain_text(command.source, field="source", longest=60, required=True),
        recorded_at=now,
    )
    present = _present_answer(answer)
    if present is None:
        answer.save(force_insert=True)
        publish(
            ConsentRecorded(
                customer_id=answer.customer_id,
                purpose=answer.purpose,
                granted=answer.granted,
                text_version=answer.text_version,
                source=answer.source,
            )
        )
    counts = present or answer
    return ConsentView(
        purpose.code,
        purpose.meaning,
        purpose.needs_consent,
        granted=counts.granted,
        text_version=counts.text_version,
        source=counts.source,
        recorded_at=counts.recorded_at,
    )


def _present_answer(answer: Consent) -> Consent | None:
    """Return the newest answer when it says the same. The customer's row is locked: answers queue up."""
    holder = Customer.objects.select_for_update(no_key=True).filter(pk=answer.customer_id)
    if not holder.values_list("pk").first():
        raise CustomerNotFound(answer.customer_id)
    newest = (
        Consent.objects.filter(customer_id=answer.customer_id, purpose=answer.purpose)
        .order_by("-recorded_at", "-id")
        .first()
    )
    if newest is None:
        return None
    same = (newest.granted, newest.text_version) == (answer.granted, answer.text_version)
    return newest if same else None
