"""Consents answer who may be counted."""

from collections.abc import Iterable
from uuid import UUID

from serai.customers.queries.consent_view import customers_allowing


class RecordedConsent:
    """Fills `AnalyticsConsent` from what customers have answered last."""

    def allowing(self, customer_ids: Iterable[UUID]) -> frozenset[UUID]:
        """Return which of these customers allow to be counted today; one statement."""
        return customers_allowing("analytics", customer_ids)
