"""Price lists, for those who keep them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from serai.kernel.errors import DomainError, Kind
from serai.pricing.models import PriceListRow


class PriceListNotFound(DomainError):
    """There is no price list with this code."""

    code = "pricing.price_list_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, list_code: str) -> None:
        self.price_list = list_code
        super().__init__(f"There is no price list {list_code!r}.")


@dataclass(frozen=True, slots=True)
class PriceListView:
    """A price list; `closed_at` is told when nobody pays its prices any more."""

    id: UUID
    code: str
    name: str
    channel_code: str
    kind: str
    customer_group: str | None
    company_id: UUID | None
    priority: int
    created_at: datetime
    closed_at: datetime | None
    store: str = ""

    @classmethod
    def of(cls, row: PriceListRow) -> Self:
        """Return the view of a row."""
        return cls(
            id=row.pk,
            code=row.code,
            name=row.name,
            channel_code=row.channel_id,
            kind=row.kind,
            customer_group=row.customer_group,
            company_id=row.company_id,
            priority=row.priority,
            created_at=row.created_at,
            closed_at=row.closed_at,
            store=row.store,
        )


def price_list(list_code: str) -> PriceListView:
    """
    Return one price list; one statement.

    Raises:
        PriceListNotFound: none has this code.
    """
    found = PriceListRow.objects.filter(code=list_code).first()
    if found is None:
        raise PriceListNotFound(list_code)
    return PriceListView.of(found)


def price_lists(
    *, channel_code: str | None = None, after: str = "", limit: int = 100
) -> list[PriceListView]:
    """Return price lists by code, those after `after`; one statement."""
    found = PriceListRow.objects.filter(code__gt=after)
    if channel_code is not None:
        found = found.filter(channel_id=channel_code)
    return [PriceListView.of(row) for row in found.order_by("code")[:limit]]
