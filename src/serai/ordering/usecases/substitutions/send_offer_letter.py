"""Ask the shopper whether something else will do."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from serai.catalog.public import channel
from serai.ordering.domain.substitutions.offer_letter import OfferFacts, offer_letter
from serai.ordering.domain.substitutions.wish import Wish
from serai.ordering.queries.order_view import order
from serai.ordering.queries.substitutions.substitution_view import substitution
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bound

SEND_OFFER_LETTER = "ordering.send_substitute"


def send_offer_letter(substitution_id: UUID) -> None:
    """
    Send what is missing, what there is instead and a link to answer; passed over once it is settled.

    So is an order without an address. Refuses to run inside a unit of work; sent again after a crash, the letter has
    the same key.

    Raises:
        SubstitutionNotFound: no such offer.
        MailerUnavailable: try again later.
    """
    refuse_inside_work()
    offer = substitution(substitution_id)
    seen = order(offer.order_id, looks=False)
    if not offer.link or not seen.email:
        return
    zone = ZoneInfo(channel(seen.channel_code).time_zone)
    written = offer_letter(
        OfferFacts(
            order_number=seen.number,
            missing=f"{offer.units} × {offer.name}",
            offered=f"{offer.quantity} × {offer.offered}",
            price=offer.price,
            agreed=offer.agreed,
            answer_by=offer.answer_by.astimezone(zone),
            refunds=offer.wish != Wish.SIMILAR,
            url=f"{settings.SERAI_STOREFRONT_URL}/substitutes/{offer.link}",
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
            key=f"substitute-{substitution_id}",
        )
    )
