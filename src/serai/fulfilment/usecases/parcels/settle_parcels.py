"""Ask again about labels of which nobody knows what came."""

from datetime import datetime, timedelta

import structlog

from serai.fulfilment.domain.parcels.parcel_state import ParcelState
from serai.fulfilment.models import Parcel
from serai.fulfilment.usecases.parcels.make_label import finish_label
from serai.fulfilment.usecases.parcels.void_label import finish_voiding
from serai.kernel.errors import DomainError

PATIENCE = timedelta(minutes=1)
"""For how long whoever asked may still be waiting for the answer."""
_log = structlog.get_logger()


def settle_parcels(*, now: datetime, at_most: int = 100) -> int:
    """Ask carriers again about labels that were being made or given back; return how many are settled."""
    open_ones = [ParcelState.MAKING.value, ParcelState.VOIDING.value]
    waiting = Parcel.objects.filter(state__in=open_ones, made_at__lte=now - PATIENCE)
    return sum(_settled(row, now) for row in waiting.order_by("made_at", "id")[:at_most])


def _settled(row: Parcel, now: datetime) -> bool:
    finish = finish_label if row.state == ParcelState.MAKING.value else finish_voiding
    try:
        finish(row, now=now)
    except DomainError as refusal:
        _log.warning("a label is not settled", parcel=str(row.pk), why=str(refusal))
        return False
    return True
