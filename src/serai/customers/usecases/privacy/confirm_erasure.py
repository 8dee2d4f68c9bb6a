"""Tell a person that they are being forgotten, while there is still an address to tell it to."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

import structlog
from django.conf import settings

from serai.customers.domain.erasure_letter import erasure_letter
from serai.customers.models import PrivacyRequest
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.mail import Letter, LetterRefused, Mailer, MailerUnavailable
from serai.plumbing.personal_data import Person
from serai.plumbing.wiring import bound

PATIENCE = timedelta(days=3)
"""How long after an erasure was to begin it waits for a mail server that does not answer."""

log = structlog.get_logger("serai.customers")


def confirm_erasure(request_id: UUID, person: Person, *, now: datetime) -> None:
    """
    Send the letter, unless something was forgotten already; only to an address that is proven to be theirs.

    A copy that a mailer keeps is forgotten with every other letter. Sent again after a crash, it has the same key.
    Refuses to run inside a unit of work.

    Raises:
        MailerUnavailable: try again later; after three days it is passed over.
    """
    refuse_inside_work()
    row = PrivacyRequest.objects.select_related("customer").defer("content").get(pk=request_id)
    if row.report:
        return
    locale = row.customer.locale
    shop = urlsplit(settings.SERAI_STOREFRONT_URL).netloc
    words = erasure_letter(locale=locale, shop=shop)
    key = f"forgotten-{request_id}"
    for email in person.emails:
        try:
            bound(Mailer).send(Letter(email, words.subject, words.text, words.html, locale, key))
        except LetterRefused:
            log.warning("confirmation of an erasure refused", request_id=str(request_id))
        except MailerUnavailable:
            if now < row.begins_at + PATIENCE:
                raise
            log.warning("confirmation of an erasure not sent", request_id=str(request_id))
