"""What other contexts, and the composition root, may ask of discovery."""

from serai.discovery.usecases.keep_fresh import keep_fresh
from serai.discovery.usecases.reindex import reindex
from serai.discovery.usecases.relevance.electronics import JudgementsMissing
from serai.discovery.usecases.relevance.measure_relevance import Relevance, electronics_relevance

__all__ = [
    "JudgementsMissing",
    "Relevance",
    "electronics_relevance",
    "keep_fresh",
    "reindex",
]
