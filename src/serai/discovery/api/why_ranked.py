"""Reasons of a ranking in the reader's words."""

from types import MappingProxyType
from typing import Any

import msgspec

from serai.discovery.api.words import Words
from serai.discovery.queries.lists.explaining import (
    HABITS,
    LACKS,
    MARGIN,
    NUMBER,
    WORDS,
    SearchExplained,
    WhyRanked,
)

SENTENCES = MappingProxyType(
    {
        WORDS: "Its words match the query: {amount}.",
        NUMBER: "Its number is the query itself.",
        LACKS: "It lacks words of the query; what has them all comes first.",
        "popularity": "It is bought often: times {amount}.",
        "brand": "The query names its brand: times {amount}.",
        "category": "The query names its category: times {amount}.",
        "size": "The query names its size: times {amount}.",
        "kind": "It is of the kind that most of the best hits are of: times {amount}.",
        "whole": "Name and description as one text match the query too: times {amount}.",
        HABITS: "The customer buys it anyway: times {amount}, where the slot counts habits.",
        MARGIN: "It leaves its margin: times {amount} at most, where a policy counts margin.",
        "sold_out": "It is sold out: times {amount}.",
    }
)
"""By the code of the reason."""


def in_words(found: SearchExplained, words: Words | None) -> dict[str, Any]:
    """Return an explanation with a sentence for each reason."""
    told: dict[str, Any] = msgspec.to_builtins(found)
    for hit, shown in zip(found.hits, told["hits"], strict=True):
        for why, reason in zip(hit.reasons, shown["reasons"], strict=True):
            reason["text"] = _sentence(why, words)
    return told


def _sentence(why: WhyRanked, words: Words | None) -> str:
    sentence, amount = SENTENCES[why.code], f"{why.amount:.2f}"
    return words.say(sentence, amount=amount) if words else sentence.format(amount=amount)
