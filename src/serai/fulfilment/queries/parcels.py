"""Parcels as staff sees them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from serai.fulfilment.domain.parcels.parcel_state import LIVE
from serai.fulfilment.domain.parcels.tracking_status import TrackingStatus
from serai.fulfilment.models import Parcel, ParcelNewsRow
from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.kernel.tickets import BadTicket, issue_ticket, read_ticket

WHILE_LOOKING = timedelta(hours=1)
_PURPOSE = "parcel label"
DESK = "carrier desk"
"""What a ticket is for with which the carrier inside the house is told where a parcel is."""


class ParcelNotFound(DomainError):
    """There is no such parcel."""

    code = "fulfilment.parcel_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such parcel.")


class LabelLinkOver(DomainError):
    """The link is not ours, or is over."""

    code = "fulfilment.label_link_over"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("This link is over; open the parcel again.")


@dataclass(frozen=True)
class NewsView:
    """One thing that a carrier told."""

    status: TrackingStatus
    occurred_at: datetime
    place: str
    text: str


@dataclass(frozen=True)
class ParcelView:
    """One box with a label; links to the label are good for an hour at least."""

    id: UUID
    order_id: UUID
    group_id: UUID | None
    return_id: UUID | None
    number: int
    state: str
    carrier: str
    service: str
    label_of: str
    tracking_number: str
    tracking_url: str
    weight_g: int
    cost: Money | None
    pdf_url: str
    zpl_url: str
    made_at: datetime
    delivered_at: datetime | None
    news: list[NewsView]
    """The oldest first."""


def parcel(parcel_id: UUID, *, now: datetime) -> ParcelView:
    """
    Return a parcel; two statements.

    Raises:
        ParcelNotFound: no such parcel.
    """
    found = _views(Parcel.objects.filter(pk=parcel_id), now)
    if not found:
        raise ParcelNotFound
    return found[0]


def parcels_of_group(group_id: UUID, *, now: datetime) -> list[ParcelView]:
    """Return the parcels of a group by their numbers; two statements, one when it has none."""
    return _views(Parcel.objects.filter(group_id=group_id).order_by("number", "id"), now)


def parcel_of_return(return_id: UUID, *, now: datetime) -> ParcelView | None:
    """Return the live parcel in which a return comes back, if a carrier was asked; two statements at most."""
    live = [state.value for state in LIVE]
    found = _views(Parcel.objects.filter(return_id=return_id, state__in=live).order_by("id"), now)
    return found[-1] if found else None


def label_file(parcel_id: UUID) -> tuple[bytes, str]:
    """
    Return the PDF and the ZPL of a parcel's label; one statement.

    Raises:
        ParcelNotFound: there is no such parcel, or no label of it.
    """
    row = Parcel.objects.filter(pk=parcel_id, pdf__isnull=False).values_list("pdf", "zpl").first()
    if row is None or row[0] is None:
        raise ParcelNotFound
    return bytes(row[0]), row[1]


def open_label(ticket: str, *, secret: bytes, now: datetime) -> tuple[bytes, str]:
    """
    Return the PDF and the ZPL that a link opens; one statement.

    Raises:
        LabelLinkOver: it was not signed here, or is over.
        ParcelNotFound: there is no label of the parcel.
    """
    try:
        (parcel_id,) = read_ticket(ticket, tuple[UUID], purpose=_PURPOSE, secret=secret, now=now)
    except BadTicket:
        raise LabelLinkOver from None
    return label_file(parcel_id)


def _over(now: datetime) -> datetime:
    """Return the first full hour that is at least an hour away: links made one after the other are the same."""
    return (now + 2 * WHILE_LOOKING).replace(minute=0, second=0, microsecond=0)


def label_url(parcel_id: UUID, ending: str, *, now: datetime) -> str:
    """Return where a label can be fetched for an hour at least, as `pdf` or `zpl`."""
    ticket = issue_ticket(
        (parcel_id,), purpose=_PURPOSE, secret=settings.SERAI_SECRET, ends=_over(now)
    )
    return f"{settings.SERAI_PUBLIC_API_URL}/labels/{ticket}.{ending}"


def desk_url(tracking_number: str, tracking_url: str, *, now: datetime) -> str:
    """Return the carrier's page of a parcel with its desk open; only the carrier inside the house has one."""
    ticket = issue_ticket(
        (tracking_number,), purpose=DESK, secret=settings.SERAI_SECRET, ends=_over(now)
    )
    return f"{tracking_url}?desk={ticket}"


def _views(found: Any, now: datetime) -> list[ParcelView]:
    rows = list(found.defer("pdf", "shipment"))
    if not rows:
        return []
    told = ParcelNewsRow.objects.filter(parcel_id__in=[row.pk for row in rows])
    news: dict[UUID, list[NewsView]] = {row.pk: [] for row in rows}
    for each in told.order_by("occurred_at", "id"):
        news[each.parcel_id].append(
            NewsView(TrackingStatus(each.status), each.occurred_at, each.place, each.text)
        )
    return [_view(row, news[row.pk], now) for row in rows]


def _view(row: Parcel, news: list[NewsView], now: datetime) -> ParcelView:
    has_label = row.tracking_number != ""
    return ParcelView(
        id=row.pk,
        order_id=row.order_id,
        group_id=row.group_id,
        return_id=row.return_id,
        number=row.number,
        state=row.state,
        carrier=row.carrier,
        service=row.service,
        label_of=row.label_of,
        tracking_number=row.tracking_number,
        tracking_url=row.tracking_url,
        weight_g=row.weight_g,
        cost=None if row.cost_minor is None else Money(row.cost_minor, row.currency),
        pdf_url=label_url(row.pk, "pdf", now=now) if has_label else "",
        zpl_url=label_url(row.pk, "zpl", now=now) if row.zpl else "",
        made_at=row.made_at,
        delivered_at=row.delivered_at,
        news=news,
    )
