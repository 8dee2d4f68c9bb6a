"""Have a carrier label the parcel in which goods come back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.fulfilment import public as fulfilment
from serai.fulfilment.ports import Destinations, Place
from serai.inventory import public as inventory
from serai.ordering.domain.returns.return_state import ReturnState
from serai.ordering.queries.returns.return_view import ReturnView, return_of_id
from serai.plumbing.db import execute
from serai.plumbing.wiring import bound


@dataclass(frozen=True, slots=True)
class LabelReturn:
    """Which return, who carries it, and what it weighs where somebody knows."""

    return_id: UUID
    carrier: str = ""
    """Empty: the one that usually does."""
    service: str = ""
    """Empty: the cheapest."""
    weight_g: int | None = None
    made_by: str = ""


def label_return(
    command: LabelReturn, *, key: fulfilment.RequestKey, now: datetime
) -> fulfilment.ParcelView:
    """
    Return the parcel of a return with its label; its link on the shopper's page opens the label from now on.

    It goes back to where the order's goods left from. The same request gets the same label.

    Raises:
        ReturnNotFound: no such return.
        NothingToLabel: it may not come back, or nobody knows whence or where to.
        UnknownCarrier, CarrierRefused, CarrierUnavailable: as `fulfilment.make_return_label`.
        KeyReused: the key came back with another body.
    """
    back = return_of_id(command.return_id)
    if back.state != ReturnState.APPROVED.value:
        raise fulfilment.NothingToLabel(f"The return is {back.state}.")
    sender = bound(Destinations).of_order(back.order_id)
    if sender is None:
        raise fulfilment.NothingToLabel("Nobody has said where the order went.")
    made = fulfilment.make_return_label(
        fulfilment.ReturnParcel(
            order_id=back.order_id,
            return_id=back.id,
            reference=f"{back.order_number}-R{back.number}",
            sender=sender,
            receiver=_home(back),
            weight_g=command.weight_g or _weight(back),
            carrier=command.carrier,
            service=command.service,
            made_by=command.made_by,
        ),
        key=key,
        now=now,
    )
    execute(
        "UPDATE ordering_order_return SET label = %s WHERE id = %s",
        [made.tracking_number, back.id],
    )
    return made


def _home(back: ReturnView) -> Place:
    """Return where the goods left from."""
    left = [
        group.location
        for group in fulfilment.groups_of_order(back.order_id)
        if group.location is not None and group.left_at is not None
    ]
    if not left:
        raise fulfilment.NothingToLabel("Nobody knows where its goods left from.")
    there = inventory.locations_of_codes({left[0].code})[left[0].code]
    return Place(
        name=there.name,
        line1=there.line1,
        line2=there.line2,
        city=there.city,
        region=there.region,
        postcode=there.postcode,
        country=there.country,
    )


def _weight(back: ReturnView) -> int:
    units: dict[UUID, int] = {}
    for line in back.lines:
        if line.variant_id is not None:
            units[line.variant_id] = units.get(line.variant_id, 0) + line.quantity
    return fulfilment.PACKAGING_G + fulfilment.weight_of(units)
