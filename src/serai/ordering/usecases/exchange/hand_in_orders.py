"""Hand in a file of orders; a worker reads it."""

import io
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.ordering.models import OrderImportRow
from serai.ordering.queries.exchange.import_view import OrderImportView, order_import
from serai.ordering.queries.exchange.order_file import OrderFormat
from serai.ordering.usecases.exchange.import_order_file import (
    OrderImport,
    import_order_file,
    must_be_source,
)
from serai.plumbing.db import current_work, unit_of_work
from serai.plumbing.db.closing import JobRow

LARGEST = 48 * 1024 * 1024
READ_ORDERS = "ordering.read_orders"


class FileRefused(DomainError):
    """The file is empty, or too large for one."""

    code = "ordering.file_refused"
    kind = Kind.REJECTED

    def __init__(self, size: int) -> None:
        self.size, self.largest = size, LARGEST
        super().__init__(
            f"A file has 1 to {LARGEST:,} bytes; this one has {size:,}. `serai orders import` takes any."
        )


@dataclass(frozen=True, slots=True)
class HandInOrders:
    """A file of orders, and how it is to be read."""

    name: str
    content: bytes
    file_format: OrderFormat
    source: str
    made_by: str
    skip_bad: bool = False


@unit_of_work()
def hand_in_orders(command: HandInOrders, *, now: datetime) -> OrderImportView:
    """
    Keep a file and let a worker read it.

    Raises:
        BadSource: the source has no name, or none that can be kept.
        FileRefused: it is empty, or too large.
    """
    must_be_source(command.source)
    if not 0 < len(command.content) <= LARGEST:
        raise FileRefused(len(command.content))
    row = OrderImportRow.objects.create(
        id=uuid7(),
        name=command.name[:200],
        source=command.source,
        file_format=command.file_format.value,
        skip_bad=command.skip_bad,
        content=command.content,
        size=len(command.content),
        made_by=command.made_by,
        made_at=now,
    )
    current_work().jobs.append(
        JobRow("default", READ_ORDERS, {"import_id": str(row.pk)}, once=f"orders {row.pk}")
    )
    return order_import(row.pk)


def read_orders(import_id: UUID, *, now: datetime) -> None:
    """
    Read a file that was handed in, and keep what came of it; one that is through is left alone.

    Whoever dies on the way is followed by another, who finds the orders that were written.
    """
    row = OrderImportRow.objects.get(pk=import_id)
    if row.ended_at is not None or row.content is None:
        return
    mine = OrderImportRow.objects.filter(pk=import_id, ended_at__isnull=True)
    mine.update(state="running", looked_at=0)

    def advance(count: int) -> None:
        mine.update(looked_at=F("looked_at") + count)

    report = import_order_file(
        io.BytesIO(bytes(row.content)),
        OrderFormat(row.file_format),
        source=row.source,
        now=now,
        skip_bad=row.skip_bad,
        advance=advance,
    )
    mine.update(**_outcome(report, skip_bad=row.skip_bad), content=None, ended_at=now)


def _outcome(report: OrderImport, *, skip_bad: bool) -> dict[str, object]:
    refused = report.fault_count > 0 and not skip_bad
    return {
        "state": "refused" if refused else "done",
        "created": report.created,
        "known": report.known,
        "unlinked": report.unlinked,
        "fault_count": report.fault_count,
        "faults": [
            {"line": fault.line, "field": fault.field, "reason": fault.reason}
            for fault in report.faults
        ],
    }
