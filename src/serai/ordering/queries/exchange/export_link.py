"""Where orders can be fetched as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from serai.ordering.domain.exchange.export_ticket import (
    LIFE,
    ExportTicket,
    issue_export_ticket,
    read_export_ticket,
)
from serai.ordering.queries.exchange.exported_orders import (
    ExportFilter,
    exported_count,
    exported_orders,
)
from serai.ordering.queries.exchange.order_file import OrderFormat, order_file


@dataclass(frozen=True)
class ExportLink:
    """How many orders there are, and where they are fetched, until when."""

    count: int
    url: str
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class OpenedExport:
    """A file that is made while it is read."""

    name: str
    media_type: str
    content: Iterator[bytes]


def export_link(
    wanted: ExportFilter, file_format: OrderFormat, *, secret: bytes, now: datetime
) -> ExportLink:
    """Return a link to the orders that are wanted, as they are fetched; one statement."""
    ticket = issue_export_ticket(
        ExportTicket(
            file_format.value,
            wanted.placed_from,
            wanted.placed_until,
            wanted.channel_code,
            wanted.state,
            wanted.source,
            now,
        ),
        secret=secret,
    )
    return ExportLink(
        count=exported_count(wanted, now=now),
        url=f"{settings.SERAI_PUBLIC_API_URL}/order-exports/{ticket}",
        ends_at=now + LIFE,
    )


def open_export(text: str, *, secret: bytes, now: datetime) -> OpenedExport:
    """
    Return the file that a link opens.

    Raises:
        ExportOver: the link is not ours, or is over.
    """
    said = read_export_ticket(text, secret=secret, now=now)
    file_format = OrderFormat(said.file_format)
    wanted = ExportFilter(
        said.placed_from, said.placed_until, said.channel_code, said.state, said.source
    )
    return OpenedExport(
        name=f"orders-{said.asked_at:%Y-%m-%d}.{file_format}",
        media_type=file_format.media_type,
        content=order_file(exported_orders(wanted, now=said.asked_at), file_format),
    )
