"""The papers of an order, and one of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money
from serai.ordering.domain.papers.paper import Paper
from serai.plumbing.db import rows


class PaperNotFound(DomainError):
    """There is no such invoice or credit note, or it is somebody else's."""

    code = "ordering.paper_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such paper.")


@dataclass(frozen=True)
class PaperView:
    """An invoice or a credit note; `total` is below zero on a credit note."""

    id: UUID
    kind: str
    number: str
    issued_at: datetime
    total: Money
    sha256: str


_SELECT = "SELECT id, kind, number, issued_at, total_minor, currency, sha256 FROM ordering_paper"
_paper = msgspec.json.Decoder(Paper)


def papers_of_order(order_id: UUID) -> list[PaperView]:
    """Return what was issued for an order, the first first; one statement."""
    found = rows(f"{_SELECT} WHERE order_id = %s ORDER BY issued_at, id", [order_id])
    return [
        PaperView(key, kind, number, issued_at, Money(total, currency), sha256)
        for key, kind, number, issued_at, total, currency, sha256 in found
    ]


def paper(paper_id: UUID) -> tuple[UUID, Paper]:
    """
    Return what a paper says, and of which order; one statement.

    Raises:
        PaperNotFound: there is none.
    """
    found = rows("SELECT order_id, content FROM ordering_paper WHERE id = %s", [paper_id])
    if not found:
        raise PaperNotFound
    [(order_id, content)] = found
    return order_id, _paper.decode(content)
