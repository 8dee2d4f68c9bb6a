"""Print the label of a parcel that comes back."""

from datetime import datetime
from uuid import UUID

from serai.catalog.public import channel
from serai.fulfilment import public as fulfilment
from serai.ordering.domain.papers.return_label import return_label
from serai.ordering.queries.order_shapes import OrderView
from serai.ordering.queries.order_view import order
from serai.ordering.queries.papers.issuers import issuer_of_channel
from serai.ordering.queries.returns.return_view import return_of_id
from serai.ordering.usecases.papers.print_order_sheet import qr_rows
from serai.plumbing.typesetting import Template, typeset


def print_return_label(return_id: UUID, *, now: datetime) -> bytes:
    """
    Return the PDF of the label that goes on a parcel of goods on their way back: the carrier's, if one made it.

    Raises:
        ReturnNotFound: no such return.
        TypesettingFailed: try again later.
    """
    back = return_of_id(return_id)
    labelled = fulfilment.parcel_of_return(return_id, now=now)
    if labelled is not None:
        return fulfilment.label_file(labelled.id)[0]
    seen = order(back.order_id, looks=False)
    parcel = back.label or f"{seen.number}-R{back.number}"
    facts = return_label(
        parcel=parcel,
        order_number=seen.number,
        sender=_sender(seen),
        to=_home(seen.channel_code),
        code=qr_rows(parcel),
        locale=seen.locale,
    )
    return typeset(Template.LABEL, facts)


def _sender(seen: OrderView) -> list[str]:
    if seen.contact is None or seen.address is None:
        return [seen.email]
    town = " ".join(filter(None, (seen.address.postcode, seen.address.city, seen.address.region)))
    lines = (seen.contact.name, seen.address.line1, seen.address.line2, town, seen.address.country)
    return [line for line in lines if line]


def _home(channel_code: str) -> list[str]:
    issuer = issuer_of_channel(channel_code)
    if issuer is None:
        return [channel(channel_code).name]
    if issuer.returns_to:
        return list(issuer.returns_to)
    return [issuer.name, *issuer.address, issuer.country]
