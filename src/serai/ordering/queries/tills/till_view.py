"""Tills."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.ordering.models import Till


class TillNotFound(DomainError):
    """There is no such till, or it is closed for good."""

    code = "ordering.till_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("There is no such till.")


@dataclass(frozen=True)
class TillView:
    """One till and where it stands."""

    id: UUID
    code: str
    name: str
    location_id: UUID
    location: str
    channel_code: str
    currency: str
    is_active: bool
    created_at: datetime

    @classmethod
    def of(cls, row: Till) -> Self:
        """Return the view of a row that was read with its location."""
        return cls(
            id=row.pk,
            code=row.code,
            name=row.name,
            location_id=row.location_id,
            location=row.location.code,
            channel_code=row.channel_code,
            currency=row.currency,
            is_active=row.is_active,
            created_at=row.created_at,
        )


def tills() -> list[TillView]:
    """Return every till by its code; one statement."""
    return [TillView.of(row) for row in Till.objects.select_related("location").order_by("code")]


def till(till_id: UUID) -> TillView:
    """
    Return one till; one statement.

    Raises:
        TillNotFound: no such till.
    """
    row = Till.objects.select_related("location").filter(pk=till_id).first()
    if row is None:
        raise TillNotFound
    return TillView.of(row)
