"""Write to the shopper that goods wait for them."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from serai.catalog.public import channel
from serai.fulfilment import public as fulfilment
from serai.ordering.domain.ready_letter import ReadyFacts, ready_letter
from serai.ordering.queries.order_view import order
from serai.ordering.queries.pickups import pickups_of_order
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bound

SEND_READY_LETTER = "ordering.send_ready_letter"


def send_ready_letter(group_id: UUID) -> None:
    """
    Send where the goods of a group wait, until when, and the code; an order without an address is passed over.

    So is a group that no longer waits. Refuses to run inside a unit of work; sent again after a crash, the
    letter has the same key.

    Raises:
        GroupNotFound: no such group.
        MailerUnavailable: try again later.
    """
    refuse_inside_work()
    group = fulfilment.group(group_id)
    seen = order(group.order_id, looks=False)
    waits = [
        each
        for each in pickups_of_order(group.order_id)
        if each.number == group.number and each.code
    ]
    if not seen.email or not waits:
        return
    [pickup] = waits
    zone = ZoneInfo(channel(seen.channel_code).time_zone)
    written = ready_letter(
        ReadyFacts(
            order_number=seen.number,
            place=(pickup.place.name, *pickup.place.address),
            code=pickup.code,
            collect_by=pickup.collect_by.astimezone(zone) if pickup.collect_by else None,
            url=f"{settings.SERAI_STOREFRONT_URL}/orders/{seen.id}",
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
            key=f"ready-{group_id}",
        )
    )
