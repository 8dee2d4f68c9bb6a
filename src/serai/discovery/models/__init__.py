"""Discovery's tables."""

from serai.discovery.models.document import DocumentRow
from serai.discovery.models.projection import Projection
from serai.discovery.models.search_count import Rewording, SearchCount
from serai.discovery.models.taught_synonym import TaughtSynonym
from serai.discovery.models.waiting import WaitingProduct

__all__ = [
    "DocumentRow",
    "Projection",
    "Rewording",
    "SearchCount",
    "TaughtSynonym",
    "WaitingProduct",
]
