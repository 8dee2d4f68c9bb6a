"""Write to a shopper about their plan of instalments."""

from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from serai.customers import public as customers
from serai.payments.domain.instalments.letter import LetterFacts, LetterPart, instalment_letter
from serai.payments.queries.instalments.plan_view import PlanView, plan_view
from serai.plumbing.db import current_work, refuse_inside_work
from serai.plumbing.db.closing import JobRow
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bound

SEND_LETTER = "payments.send_instalment_letter"
"""The job that writes to the shopper."""


class LetterKind(StrEnum):
    """What is told."""

    AGREED = "agreed"
    UPCOMING = "upcoming"
    MISSED = "missed"
    LAST = "last"
    ENDED = "ended"


def write_letter_later(kind: LetterKind, plan_id: UUID, number: int = 0, attempts: int = 0) -> None:
    """Have a job write the letter, once the open unit of work is committed."""
    arguments = {
        "kind": kind.value,
        "plan_id": str(plan_id),
        "number": number,
        "attempts": attempts,
    }
    current_work().jobs.append(JobRow("mail", SEND_LETTER, arguments))


def write_letter(kind: LetterKind, plan_id: UUID, number: int, attempts: int) -> None:
    """
    Write one letter; sent again after a crash, it has the same key.

    What is no longer true is not told: a part that was paid meanwhile is neither announced nor missed.

    Raises:
        PlanNotFound: no such plan.
        MailerUnavailable: try again later.
    """
    refuse_inside_work()
    plan = plan_view(plan_id)
    part = next((p for p in plan.parts if p.number == number), None)
    if number and (part is None or part.state not in ("due", "overdue")):
        return
    reader = customers.customer(plan.customer_id)
    home = settings.SERAI_STOREFRONT_URL
    words = instalment_letter(
        kind.value,
        LetterFacts(
            shop=urlsplit(home).netloc,
            url=f"{home}/account/instalments/{plan.id}",
            card=plan.card,
            to_pay=plan.to_pay,
            charge=plan.charge,
            part=LetterPart(part.due_on, part.amount) if part else None,
            try_on=_try_on(plan, number),
            parts=tuple(LetterPart(p.due_on, p.amount) for p in plan.parts),
        ),
        locale=reader.locale,
    )
    key = f"instalments-{plan.id}-{kind.value}-{number}-{attempts}"
    bound(Mailer).send(
        Letter(reader.email, words.subject, words.text, words.html, reader.locale, key)
    )


def _try_on(plan: PlanView, number: int) -> date | None:
    return next((p.try_on for p in plan.parts if p.number == number), None)
