"""Tell the owner of an account that a passkey was added to it."""

from urllib.parse import urlsplit
from uuid import UUID

import structlog
from django.conf import settings

from serai.customers.domain.passkey_letter import passkey_letter
from serai.customers.models import Passkey
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.jobs import job
from serai.plumbing.mail import Letter, LetterRefused, Mailer
from serai.plumbing.wiring import bound

log = structlog.get_logger("serai.customers")


@job(name="customers.send_passkey_letter", queue="mail", retries=5)
def send_passkey_letter(passkey_id: UUID) -> None:
    """Write to the account's address, unless the passkey is gone; sent again, it has the same key."""
    refuse_inside_work()
    passkey = Passkey.objects.select_related("customer").filter(pk=passkey_id).first()
    if passkey is None:
        return
    owner, home = passkey.customer, settings.SERAI_STOREFRONT_URL
    words = passkey_letter(
        passkey.name,
        locale=owner.locale,
        shop=urlsplit(home).netloc,
        url=f"{home}/account/passkeys",
    )
    key = f"passkey-{passkey_id}"
    letter = Letter(owner.email, words.subject, words.text, words.html, owner.locale, key)
    try:
        bound(Mailer).send(letter)
    except LetterRefused:
        log.warning("passkey letter refused by the mail server", passkey_id=str(passkey_id))
