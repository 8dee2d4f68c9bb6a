"""What inventory needs from others and does not know itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Expected:
    """
    When goods that are ordered from their supplier now are on our shelves.

    Attributes:
        earliest: the first day on which they may be.
        latest: the day by which they are.
        supplier: who brings them, by code.
    """

    earliest: date
    latest: date
    supplier: str


class LeadTimes(Protocol):
    """Whoever knows how long suppliers take."""

    def expected(
        self, variant_ids: Collection[UUID], *, ordered_at: datetime
    ) -> Mapping[UUID, Expected]:
        """
        Return when each variant would be here if it were ordered now.

        A variant of which nobody knows the supplier is not in the answer: nothing is promised of it.

        Args:
            variant_ids: what would be ordered; the empty collection asks nothing.
            ordered_at: the instant of the order.
        """
        ...
