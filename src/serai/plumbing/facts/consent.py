"""Who allows to be counted: asked when facts are written, answered by whoever keeps consents."""

from collections.abc import Iterable
from typing import Protocol
from uuid import UUID


class AnalyticsConsent(Protocol):
    """Filled by the context that keeps consents."""

    def allowing(self, customer_ids: Iterable[UUID]) -> frozenset[UUID]:
        """Return which of these customers allow to be counted today; one statement."""
        ...
