"""Ask for a login code by e-mail."""

from dataclasses import dataclass, field
from datetime import datetime

from serai.customers.domain.email import normalised_email
from serai.customers.domain.locale import normalised_locale
from serai.customers.domain.lockout import LETTER
from serai.customers.models import Customer, LoginCode
from serai.customers.usecases.count_attempt import count_attempt
from serai.customers.usecases.keyed_email import email_digest
from serai.customers.usecases.send_login_code import send_login_code
from serai.kernel.ids import uuid7
from serai.plumbing.db import unit_of_work


@dataclass(frozen=True, slots=True)
class RequestLoginCode:
    """To which address, in which language."""

    email: str = field(repr=False)
    locale: str = "en"


def request_login_code(command: RequestLoginCode, *, now: datetime) -> None:
    """
    Note that a code was asked for; a job writes the letter after the commit.

    For an unknown address the same statements run and the same job is written, so that neither the
    answer nor its time tells who is a customer. Call it outside a unit of work.

    Raises:
        EmailRefused: not an address.
        LocaleRefused: an unfit language.
        TooManyAttempts: too many letters to this address.
    """
    email = normalised_email(command.email)
    locale = normalised_locale(command.locale)
    count_attempt(email, LETTER, now=now)
    owner = Customer.objects.of_email(email).values_list("pk", flat=True).first()
    with unit_of_work():
        note = LoginCode.objects.create(
            id=uuid7(),
            email_digest=email_digest(email, door="code"),
            customer_id=owner,
            locale=locale,
            requested_at=now,
        )
        send_login_code.later(code_id=note.pk)
