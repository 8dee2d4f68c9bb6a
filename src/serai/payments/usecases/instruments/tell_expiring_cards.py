"""Tell customers whose kept cards are about to end."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from serai.customers import public as customers
from serai.payments.domain.expiry_letter import expiry_letter
from serai.payments.models import Instrument
from serai.payments.queries.instruments.instrument_view import InstrumentView
from serai.plumbing.db import refuse_inside_work, unit_of_work
from serai.plumbing.jobs import job
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bound

AHEAD = timedelta(days=30)
"""How long before its last day a card's holder is told."""

_MOST = 500


@job(name="payments.send_expiry_letter", queue="mail", retries=5)
def send_expiry_letter(instrument_id: UUID) -> None:
    """Write to the holder of a card, unless it is gone by now; sent again, the letter has the same key."""
    refuse_inside_work()
    kept = Instrument.objects.filter(pk=instrument_id, expires_on__isnull=False).first()
    if kept is None or kept.expires_on is None:
        return
    holder = customers.customer(kept.customer_id)
    home = settings.SERAI_STOREFRONT_URL
    words = expiry_letter(
        InstrumentView.of(kept).label,
        kept.expires_on,
        locale=holder.locale,
        shop=urlsplit(home).netloc,
        url=f"{home}/account/cards",
    )
    key = f"card-{kept.pk}-{kept.expires_on}"
    bound(Mailer).send(
        Letter(holder.email, words.subject, words.text, words.html, holder.locale, key)
    )


@unit_of_work()
def tell_expiring_cards(*, now: datetime) -> int:
    """
    Have a letter written for each card that ends within thirty days, once; return how many.

    A card that has ended already is not told of: its holder has noticed.
    """
    due = Instrument.objects.filter(
        expiry_told_at__isnull=True,
        expires_on__range=(now.date(), (now + AHEAD).date()),
    )
    ending = list(due.select_for_update(skip_locked=True).order_by("expires_on", "id")[:_MOST])
    for kept in ending:
        send_expiry_letter.later(instrument_id=kept.pk)
    Instrument.objects.filter(pk__in=[kept.pk for kept in ending]).update(expiry_told_at=now)
    return len(ending)
