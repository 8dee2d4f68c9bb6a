"""Discovery's tables."""

from serai.discovery.models.document import DocumentRow
from serai.discovery.models.projection import Projection
from serai.discovery.models.waiting import WaitingProduct

__all__ = ["DocumentRow", "Projection", "WaitingProduct"]
