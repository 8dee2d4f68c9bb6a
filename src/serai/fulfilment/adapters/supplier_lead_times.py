"""Lead times from our own table of suppliers."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from serai.fulfilment.queries.lead_times import expected
from serai.inventory.ports import Expected


class SupplierLeadTimes:
    """Fills `serai.inventory.ports.LeadTimes`."""

    def expected(
        self, variant_ids: Collection[UUID], *, ordered_at: datetime
    ) -> dict[UUID, Expected]:
        """Return when each variant would be here; one statement, none for nothing."""
        return expected(variant_ids, ordered_at=ordered_at)
