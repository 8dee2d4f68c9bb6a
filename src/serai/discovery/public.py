"""What other contexts, and the composition root, may ask of discovery."""

from serai.discovery.queries.relevance.electronics import JudgementsMissing
from serai.discovery.queries.relevance.evaluate import Measured, electronics_relevance
from serai.discovery.usecases.keep_fresh import keep_fresh
from serai.discovery.usecases.reindex import reindex

__all__ = [
    "JudgementsMissing",
    "Measured",
    "electronics_relevance",
    "keep_fresh",
    "reindex",
]
