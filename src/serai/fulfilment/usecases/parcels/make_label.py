"""
Have a carrier make a label.

Two transactions with the carrier's call between them and no lock held during it. The parcel is there before the
call, so whatever dies in between, its label is asked for again under the same key, and paid once.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from serai.fulfilment.domain.group_state import OVER, GroupState
from serai.fulfilment.domain.parcels.parcel_state import ParcelState
from serai.fulfilment.models import Parcel
from serai.fulfilment.ports import Box, CarrierRefused, Carriers, Label, Place, Shipment
from serai.fulfilment.queries.groups import group
from serai.fulfilment.queries.parcels import ParcelView, parcel
from serai.fulfilment.queries.shipments import NothingToLabel, box_of, receiver_of, sender_of
from serai.fulfilment.usecases.groups.lock_groups import locked_group
from serai.fulfilment.usecases.parcels.request_key import RequestKey
from serai.kernel.ids import uuid7
from serai.plumbing.db import execute, unit_of_work
from serai.plumbing.idempotency import KeyReused
from serai.plumbing.wiring import bound


@dataclass(frozen=True, slots=True)
class MakeLabel:
    """One parcel of a group; who carries it, and what it weighs where somebody knows."""

    group_id: UUID
    carrier: str = ""
    """Empty: the one that usually does."""
    service: str = ""
    """Empty: the cheapest."""
    weight_g: int | None = None
    """Without it, what its articles weigh, and a box."""
    sides_mm: tuple[int, int, int] = (0, 0, 0)
    made_by: str = ""


@dataclass(frozen=True, slots=True)
class ReturnParcel:
    """Goods on their way back to the shop."""

    order_id: UUID
    return_id: UUID
    reference: str
    sender: Place
    receiver: Place
    weight_g: int
    carrier: str = ""
    service: str = ""
    made_by: str = ""


def make_label(command: MakeLabel, *, key: RequestKey, now: datetime) -> ParcelView:
    """
    Return a parcel of a group with its label; the same request gets the same one.

    Raises:
        GroupNotFound: no such group.
        NothingToLabel: no carrier brings it, it is over, or nobody knows where it goes.
        UnknownCarrier: no carrier here is called so.
        CarrierRefused: it does not carry this there; nothing was made.
        CarrierUnavailable: what came of it is not known yet: ask again, or look later.
        KeyReused: the key came back with another body.
    """
    return _labelled(_made_before(key) or _begin(command, key, now), now)


def make_return_label(command: ReturnParcel, *, key: RequestKey, now: datetime) -> ParcelView:
    """
    Return the parcel in which goods come back, with its label; the same request gets the same one.

    Raises:
        UnknownCarrier, CarrierRefused, CarrierUnavailable, KeyReused: as `make_label`.
    """
    if before := _made_before(key):
        return _labelled(before, now)
    carrier = bound(Carriers).named(command.carrier).name
    parcel_id = uuid7()
    shipment = Shipment(
        key=parcel_id,
        sender=command.sender,
        receiver=command.receiver,
        box=Box(command.weight_g),
        reference=command.reference,
        service=command.service,
        comes_back=True,
    )
    fields = {"order_id": command.order_id, "return_id": command.return_id, "number": 1}
    row = _written(shipment, carrier, {**fields, "made_by": command.made_by}, key, now)
    return _labelled(row, now)


def finish_label(row: Parcel, *, now: datetime) -> None:
    """
    Ask for the label of a parcel that has none yet, and write it down.

    Raises:
        CarrierRefused: it does not carry this there; the parcel is no more.
        CarrierUnavailable: what came of it is not known yet.
    """
    shipment = msgspec.convert(row.shipment, Shipment)
    try:
        label = bound(Carriers).named(row.carrier).label(shipment)
    except CarrierRefused:
        execute("DELETE FROM fulfilment_parcel WHERE id = %s AND state = 'making'", [row.pk])
        raise
    _keep(row, label, now)


def _labelled(row: Parcel, now: datetime) -> ParcelView:
    if row.state == ParcelState.MAKING.value:
        finish_label(row, now=now)
    return parcel(row.pk, now=now)


def _made_before(key: RequestKey) -> Parcel | None:
    """Return the parcel that the same request has made."""
    row = Parcel.objects.defer("pdf").filter(key=key.key).first()
    if row is not None and bytes(row.fingerprint) != key.fingerprint:
        raise KeyReused(key.name)
    return row


@unit_of_work()
def _begin(command: MakeLabel, key: RequestKey, now: datetime) -> Parcel:
    carrier = bound(Carriers).named(command.carrier).name
    locked, _ = locked_group(command.group_id)
    if locked.state in (*OVER, GroupState.DELIVERED, GroupState.HELD):
        raise NothingToLabel(f"It is {locked.state.value.replace('_', ' ')}.")
    there = group(command.group_id)
    count = Parcel.objects.filter(group_id=there.id).count()
    shipment = Shipment(
        key=uuid7(),
        sender=sender_of(there),
        receiver=receiver_of(there.order_id),
        box=box_of(there, command.weight_g, command.sides_mm),
        reference=f"{there.order_number}/{there.number}-{count + 1}",
        service=command.service,
    )
    fields = {"order_id": there.order_id, "group_id": there.id, "number": count + 1}
    return _written(shipment, carrier, {**fields, "made_by": command.made_by}, key, now)


@unit_of_work()
def _written(
    shipment: Shipment, carrier: str, fields: dict[str, object], key: RequestKey, now: datetime
) -> Parcel:
    """Return the parcel of a request: the one that it made before, or a new one."""
    row, _ = Parcel.objects.get_or_create(
        key=key.key,
        defaults={
            **fields,
            "id": shipment.key,
            "state": ParcelState.MAKING.value,
            "carrier": carrier,
            "service": shipment.service,
            "shipment": msgspec.to_builtins(shipment),
            "weight_g": shipment.box.weight_g,
            "fingerprint": key.fingerprint,
            "made_at": now,
        },
    )
    if bytes(row.fingerprint) != key.fingerprint:
        raise KeyReused(key.name)
    return row


@unit_of_work()
def _keep(row: Parcel, label: Label, now: datetime) -> None:
    """Write the label down, and let its group be known by it where it is known by none."""
    kept = Parcel.objects.filter(pk=row.pk, state=ParcelState.MAKING.value).update(
        state=ParcelState.LABELLED.value,
        service=label.service,
        label_of=label.carrier,
        reference=label.reference,
        tracking_number=label.tracking_number,
        tracking_url=label.tracking_url,
        cost_minor=label.cost.minor if label.cost else None,
        currency=label.cost.currency if label.cost else "",
        pdf=label.pdf,
        zpl=label.zpl,
    )
    if not kept or row.group_id is None:
        return
    locked, _ = locked_group(row.group_id)
    if not locked.row.tracking_number:
        locked.write(
            now=now,
            carrier=label.carrier,
            tracking_number=label.tracking_number,
            tracking_url=label.tracking_url,
        )
