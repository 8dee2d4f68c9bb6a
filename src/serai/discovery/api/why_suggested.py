"""Reasons of suggestions as staff read them, in their language."""

from types import MappingProxyType
from typing import Any

import msgspec

from serai.discovery.api.words import Words
from serai.discovery.queries.suggestions.explaining import SuggestionsExplained, WhySuggested

SENTENCES = MappingProxyType(
    {
        "habit": "It is bought on {share} of 100 trips, recent ones counting more.",
        "rhythm": "It is bought about every {days} days.",
        "kind": "Things of this kind are bought.",
        "neighbours": "Customers with similar baskets buy it.",
        "popular": "Many who bought it buy it again.",
        "offer": "It is often bought on offer.",
    }
)
"""By the code of the reason."""


def in_words(found: SuggestionsExplained, words: Words | None) -> dict[str, Any]:
    """Return an explanation with a sentence for each reason."""
    told: dict[str, Any] = msgspec.to_builtins(found)
    for item, shown in zip(found.items, told["items"], strict=True):
        for why, reason in zip(item.reasons, shown["reasons"], strict=True):
            reason["text"] = _sentence(why, words)
    return told


def _sentence(why: WhySuggested, words: Words | None) -> str:
    facts = {
        "share": str(round(100 * why.share)) if why.share is not None else "",
        "days": str(why.days or ""),
    }
    sentence = SENTENCES[why.code]
    return words.say(sentence, **facts) if words else sentence.format(**facts)
