"""Make a login code and send it."""

from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

import structlog
from django.conf import settings

from serai.customers.domain.login_code import VALID_FOR, new_code
from serai.customers.domain.login_letter import login_letter
from serai.customers.models import LoginCode
from serai.customers.usecases.keyed_email import code_digest
from serai.kernel import clock
from serai.plumbing.db import unit_of_work
from serai.plumbing.jobs import job
from serai.plumbing.mail import Letter, LetterRefused, Mailer
from serai.plumbing.wiring import bound

log = structlog.get_logger("serai.customers")


@job(name="customers.send_login_code", queue="mail", retries=5)
def send_login_code(code_id: UUID) -> None:
    """Write the letter that somebody asked for, unless they have long gone."""
    letter = login_code_letter(code_id, now=clock.now())
    if letter is None:
        return
    try:
        bound(Mailer).send(letter)
    except LetterRefused:
        log.warning("login code refused by the mail server", code_id=str(code_id))


@unit_of_work()
def login_code_letter(code_id: UUID, *, now: datetime) -> Letter | None:
    """
    Give the request a fresh code and return the letter that tells it; only its digest is kept.

    Repeated, it makes another code, and the one before is worth nothing. `None` when nobody is to be
    told: the address is unknown, the request is too old or forgotten, or its code was used.
    """
    notes = LoginCode.objects.select_for_update(of=("self",)).select_related("customer")
    note = notes.filter(pk=code_id).first()
    if note is None or note.used_at is not None or now - note.requested_at > VALID_FOR:
        return None
    code = new_code()
    note.code_digest = code_digest(bytes(note.email_digest), code)
    note.expires_at = now + VALID_FOR
    note.save(update_fields=["code_digest", "expires_at"])
    if note.customer is None:
        return None
    words = login_letter(
        code,
        locale=note.locale,
        shop=urlsplit(settings.SERAI_STOREFRONT_URL).netloc,
        minutes=int(VALID_FOR.total_seconds() // 60),
    )
    return Letter(note.customer.email, words.subject, words.text, words.html, note.locale)
