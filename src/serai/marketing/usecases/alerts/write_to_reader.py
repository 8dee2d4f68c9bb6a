"""Write to whoever asked to be told."""

from datetime import datetime
from urllib.parse import urlencode, urlsplit

import structlog
from django.conf import settings

from serai.catalog.public import variants_of_ids
from serai.customers.public import CustomerNotFound, customer
from serai.kernel.money import Money
from serai.marketing.domain.alerts.alert_letter import AlertArticle, AlertLetter
from serai.marketing.domain.alerts.alert_ticket import issue_alert_ticket
from serai.marketing.models import Alert
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.mail import Letter, LetterRefused, Mailer
from serai.plumbing.wiring import bound

log = structlog.get_logger("serai.marketing")


def article_of(alert: Alert, now: datetime, price: Money | None = None) -> AlertArticle:
    """Return what a letter says of the article: its name, its page, and the link that ends the alert."""
    found = variants_of_ids([alert.variant_id])[alert.variant_id]
    name = f"{found.product_name}, {found.name}" if found.name else found.product_name
    shop = settings.SERAI_STOREFRONT_URL
    ticket = issue_alert_ticket(alert.pk, secret=settings.SERAI_SECRET, now=now)
    return AlertArticle(
        kind=alert.kind,
        name=name,
        target=None if alert.target_minor is None else Money(alert.target_minor, alert.currency),
        price=price,
        shop=urlsplit(shop).netloc,
        page=f"{shop}/p/{found.slug}?{urlencode({'sku': found.sku})}",
        link=f"{shop}/alerts/{ticket}",
    )


def write_to_reader(alert: Alert, written: AlertLetter, *, key: str) -> None:
    """
    Send a letter to the address or to the account's; passed over when nobody is there or it is refused.

    Refuses to run inside a unit of work.

    Raises:
        MailerUnavailable: try again later.
    """
    refuse_inside_work()
    email = alert.email
    if alert.customer_id is not None:
        try:
            email = customer(alert.customer_id).email
        except CustomerNotFound:
            return
    letter = Letter(email, written.subject, written.text, written.html, alert.locale, key)
    try:
        bound(Mailer).send(letter)
    except LetterRefused:
        log.warning("alert refused by the mail server", alert_id=str(alert.pk))
