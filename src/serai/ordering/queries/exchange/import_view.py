"""Files of orders that were handed in, and what became of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.ordering.models import OrderImportRow

MOST = 100


class OrderImportNotFound(DomainError):
    """Nobody has handed such a file in."""

    code = "ordering.order_import_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such import of orders.")


@dataclass(frozen=True)
class FaultView:
    """What is wrong with an order of a file."""

    line: int
    field: str
    reason: str


@dataclass(frozen=True)
class OrderImportView:
    """A file, and how far it is."""

    id: UUID
    name: str
    source: str
    format: str
    skip_bad: bool
    size: int
    state: str
    looked_at: int
    """Orders looked at, and written, so far; each counts twice when all goes well."""
    created: int
    known: int
    unlinked: int
    fault_count: int
    faults: list[FaultView]
    """The first thousand; in lists none."""
    made_by: str
    made_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, row: OrderImportRow, *, with_faults: bool = True) -> "OrderImportView":
        """Return the view of a row."""
        faults = row.faults if with_faults else []
        return cls(
            id=row.pk,
            name=row.name,
            source=row.source,
            format=row.file_format,
            skip_bad=row.skip_bad,
            size=row.size,
            state=row.state,
            looked_at=row.looked_at,
            created=row.created,
            known=row.known,
            unlinked=row.unlinked,
            fault_count=row.fault_count,
            faults=[FaultView(**fault) for fault in faults],
            made_by=row.made_by,
            made_at=row.made_at,
            ended_at=row.ended_at,
        )


def order_import(import_id: UUID) -> OrderImportView:
    """
    Return an import; one statement.

    Raises:
        OrderImportNotFound: there is none.
    """
    row = OrderImportRow.objects.defer("content").filter(pk=import_id).first()
    if row is None:
        raise OrderImportNotFound
    return OrderImportView.of(row)


def order_imports(*, cursor: str | None = None, limit: int = 50) -> Page[OrderImportView]:
    """
    Return imports, the newest first; one statement.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    size = min(max(limit, 1), MOST)
    found = OrderImportRow.objects.defer("content", "faults").order_by("-made_at", "-id")
    if cursor:
        made_at, pk = decode_cursor(cursor, datetime, UUID)
        found = found.extra(where=["(made_at, id) < (%s, %s)"], params=[made_at, pk])
    page = list(found[: size + 1])
    items = [OrderImportView.of(row, with_faults=False) for row in page[:size]]
    more = len(page) > size
    return Page(items, encode_cursor(items[-1].made_at, items[-1].id) if more else None)
