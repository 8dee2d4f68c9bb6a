"""Write to the shopper that a parcel is on its way."""

from uuid import UUID

from django.conf import settings

from serai.fulfilment import public as fulfilment
from serai.ordering.domain.parcel_letter import ParcelFacts, parcel_letter
from serai.ordering.queries.order_view import order
from serai.ordering.queries.parts_of_order import part_of
from serai.plumbing.db import refuse_inside_work
from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bound

SEND_PARCEL_LETTER = "ordering.send_parcel_letter"


def send_parcel_letter(group_id: UUID) -> None:
    """
    Send what is in a parcel, by when it is there and how to follow it; passed over without an address.

    Refuses to run inside a unit of work; sent again after a crash, the letter has the same key.

    Raises:
        GroupNotFound: no such group.
        MailerUnavailable: try again later.
    """
    refuse_inside_work()
    group = fulfilment.group(group_id)
    seen = order(group.order_id, looks=False)
    if not seen.email:
        return
    part = part_of(group)
    left = [
        line.left
        for each in fulfilment.groups_of_order(group.order_id)
        if each.kind is not fulfilment.GroupKind.DIGITAL
        for line in each.lines
    ]
    written = parcel_letter(
        ParcelFacts(
            order_number=seen.number,
            lines=tuple((line.quantity, line.name) for line in part.lines),
            to_come=any(left),
            last_on=part.last_on,
            carrier=part.carrier,
            tracking_number=part.tracking_number,
            tracking_url=part.tracking_url,
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
            key=f"parcel-{group_id}",
        )
    )
