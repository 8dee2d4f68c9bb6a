"""The segments there are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from serai.customers.models import Segment
from serai.kernel.errors import DomainError, Kind


class SegmentNotFound(DomainError):
    """No segment has this id."""

    code = "customers.segment_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, segment_id: UUID) -> None:
        self.segment_id = segment_id
        super().__init__("There is no such segment.")


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A segment; `conditions` is the tree as rule builders exchange it, `digest` names what it says."""

    id: UUID
    code: str
    name: str
    purpose: str
    conditions: dict[str, Any]
    digest: str
    version: int
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, segment: Segment) -> Self:
        """Return the view of a row."""
        return cls(**{name: getattr(segment, name) for name in cls.__slots__})


def segments() -> list[SegmentView]:
    """Return every segment, by code; one statement."""
    return [SegmentView.of(row) for row in Segment.objects.order_by("code")]


def segment(segment_id: UUID) -> SegmentView:
    """
    Return one segment; one statement.

    Raises:
        SegmentNotFound: none has this id.
    """
    found = Segment.objects.filter(pk=segment_id).first()
    if found is None:
        raise SegmentNotFound(segment_id)
    return SegmentView.of(found)
