"""What the plumbing holds of persons: tokens, kept answers, facts, letters."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from serai.plumbing.facts import writer
from serai.plumbing.mail import Mailer
from serai.plumbing.personal_data.held import Act, Gone, Held, Shown
from serai.plumbing.personal_data.holder import Holder
from serai.plumbing.personal_data.person import Person
from serai.plumbing.wiring import bound

_NAMES_THEM = (
    "EXISTS (SELECT FROM unnest(%(ids)s::text[] || %(emails)s::text[]) AS w"
    " WHERE position(w IN t.body::text) > 0 OR position(w IN t.scope) > 0)"
)


def _forget_facts(person: Person, now: datetime) -> int:
    return writer.forget_person(customer_ids=person.ids, now=now).rows


def _forget_letters(person: Person, now: datetime) -> int:
    mailer: Mailer = bound(Mailer)
    forgotten = [mailer.forget(email) for email in person.emails]
    return sum(forgotten)


def _facts(person: Person) -> Iterator[Mapping[str, Any]]:
    from serai.plumbing.facts.reading.of_person import facts_of_person  # noqa: PLC0415 - loads polars

    return facts_of_person(person.ids)


HELD = Holder(
    "plumbing",
    tables=(
        Held(
            "plumbing_shopper_token",
            "Devices that are logged in",
            "t.customer_id = ANY(%(ids)s::uuid[])",
            Gone.ROW,
            shown=("created_at", "expires_at"),
        ),
        Held("plumbing_answer", "Answers kept for repeated requests", _NAMES_THEM, Gone.ROW),
    ),
    acts=(
        Act("Clicks and sales among the facts", _forget_facts),
        Act("Letters kept as files", _forget_letters),
    ),
    shown=(Shown("facts", _facts),),
    harmless={
        "plumbing_api_key.label": "what staff call a program's key",
        "plumbing_event.payload": "ids alone; a test reads every event that a shop's life publishes",
        "plumbing_job_failure.error": "a stack trace without arguments",
        "plumbing_model_version.name": "a model's",
        "plumbing_model_version.because": "why a model was refused",
        "plumbing_webhook_endpoint.label": "what staff call a receiver",
        "plumbing_webhook_endpoint.inactive_because": "why a receiver was switched off",
        "plumbing_webhook_attempt.answer": "the first words of a receiver's answer to an event of ids",
        "plumbing_answer.fingerprint": "a digest of a request",
        "plumbing_outbox_reader.name": "a program's",
        "django_session.session_key": "staff who are logged in; shoppers have tokens",
        "django_session.session_data": "staff who are logged in; shoppers have tokens",
        "auth_user.*": "staff: their employer's records, under other rules",
        "plumbing_staff_passkey.label": "staff: what they call a passkey of theirs",
        "auth_group.name": "a role of staff",
        "auth_permission.name": "a right of staff",
        "django_admin_log.change_message": "which fields staff changed",
        "django_migrations.name": "a migration",
        "procrastinate_*": "jobs name ids alone; a test reads them",
    },
)
