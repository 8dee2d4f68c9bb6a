"""Calls about what shoppers search for, and what their words mean."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from serai.discovery.usecases.searches.teach_synonym import TeachSynonym, teach_synonym
from serai.kernel import clock


def a_synonym() -> UUID:
    """Teach a synonym that can be forgotten."""
    return teach_synonym(TeachSynonym("web", "silver paper", "foil"), now=clock.now()).id


def synonym_calls(synonym_id: UUID, plain: Callable[..., Any]) -> dict[str, Any]:
    """Return a right call of every operation of searches and synonyms."""
    return {
        "searches_in_vain": plain(query="?channel_code=web&days=7"),
        "synonyms": plain(query="?channel_code=web"),
        "teach_synonym": plain(
            {"channel_code": "web", "phrase": "saran wrap", "meaning": "cling film"}
        ),
        "forget_synonym": plain(synonym_id=synonym_id),
    }
