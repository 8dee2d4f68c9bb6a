"""Tell a shopper that what they wait for comes later, and that they may call it off."""

from hashlib import sha256
from uuid import UUID

from django.conf import settings

from serai.inventory import public as inventory
from serai.ordering.domain.delay_letter import DelayFacts, delay_letter
from serai.ordering.queries.ahead_view import AheadView
from serai.ordering.queries.order_view import order
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bound


def send_delay_letter(order_id: UUID, variant_id: UUID) -> None:
    """
    Send by when an article of an order comes after all; passed over when nobody waits for it any more.

    Refuses to run inside a unit of work; each delay is told once.

    Raises:
        OrderNotFound: no such order.
        MailerUnavailable: try again later.
    """
    refuse_inside_work()
    seen = order(order_id, looks=False)
    left = inventory.units_that_wait(order_id).get(variant_id, 0)
    later = next((each for each in seen.ahead if each.variant_id == variant_id), None)
    if not seen.email or later is None or not left:
        return
    url = f"{settings.SERAI_STOREFRONT_URL}/orders/{seen.id}"
    written = delay_letter(
        DelayFacts(
            seen.number, left, later.name, later.earliest, later.latest, later.release_on, url
        ),
        locale=seen.locale,
    )
    bound(Mailer).send(
        Letter(
            to=seen.email,
            subject=written.subject,
            text=written.text,
            html=written.html,
            locale=seen.locale,
            key=_key(order_id, later),
        )
    )


def _key(order_id: UUID, later: AheadView) -> str:
    """Return the letter's key: the same days of the same article are told once."""
    told = f"{later.variant_id} {later.latest} {later.release_on}"
    return f"delay-{order_id}-{sha256(told.encode()).hexdigest()[:16]}"
