"""Give a label back that no parcel was sent with."""

from datetime import datetime
from uuid import UUID

from serai.fulfilment.domain.parcels.parcel_state import LIVE, SEEN, ParcelState
from serai.fulfilment.models import Group, Parcel
from serai.fulfilment.ports import CarrierRefused, Carriers
from serai.fulfilment.queries.parcels import ParcelNotFound, ParcelView, parcel
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work
from serai.plumbing.wiring import bound


class LabelInUse(DomainError):
    """The carrier has the parcel, or its label is not made yet."""

    code = "fulfilment.label_in_use"
    kind = Kind.CONFLICT

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(f"The parcel is {state}: its label cannot be given back.")


def void_label(parcel_id: UUID, *, now: datetime) -> ParcelView:
    """
    Give a label back; to do so again changes nothing.

    The parcel says that it is being given back before the carrier is asked, so whatever dies in between, the
    carrier is asked again.

    Raises:
        ParcelNotFound: no such parcel.
        LabelInUse: the carrier has it.
        CarrierRefused: the carrier does not take it back; it stays good.
        CarrierUnavailable: what came of it is not known yet.
    """
    row = _begin(parcel_id)
    if row.state == ParcelState.VOIDING.value:
        finish_voiding(row, now=now)
    return parcel(parcel_id, now=now)


def finish_voiding(row: Parcel, *, now: datetime) -> None:
    """
    Ask the carrier to take a label back, and write down what came of it.

    Raises:
        CarrierRefused: it does not; the label stays good.
        CarrierUnavailable: what came of it is not known yet.
    """
    try:
        bound(Carriers).named(row.carrier).void(row.reference)
    except CarrierRefused:
        _settle(row, ParcelState.LABELLED, now)
        raise
    _settle(row, ParcelState.VOID, now)


@unit_of_work()
def _begin(parcel_id: UUID) -> Parcel:
    row = Parcel.objects.select_for_update().filter(pk=parcel_id).first()
    if row is None:
        raise ParcelNotFound
    if row.state in (ParcelState.MAKING.value, *(state.value for state in SEEN)):
        raise LabelInUse(row.state)
    if row.state == ParcelState.LABELLED.value:
        row.state = ParcelState.VOIDING.value
        row.save(update_fields=["state"])
    return row


@unit_of_work()
def _settle(row: Parcel, state: ParcelState, now: datetime) -> None:
    waiting = Parcel.objects.filter(pk=row.pk, state=ParcelState.VOIDING.value)
    if not waiting.update(state=state.value) or state is not ParcelState.VOID:
        return
    if row.group_id is None:
        return
    live = Parcel.objects.filter(group_id=row.group_id, state__in=[each.value for each in LIVE])
    other = live.order_by("number").first()
    Group.objects.filter(pk=row.group_id, tracking_number=row.tracking_number).update(
        carrier=other.label_of if other else "",
        tracking_number=other.tracking_number if other else "",
        tracking_url=other.tracking_url if other else "",
        updated_at=now,
    )
