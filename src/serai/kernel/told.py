"""A sentence that is told with its code and its facts, so that each reader's language can word it again."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any


class Told:
    """
    A sentence, in English where it is taken for text.

    Not a dataclass, so that the JSON encoder asks `plumbing.json` for its public shape: the sentence.

    Attributes:
        code: names the sentence for programs, and never changes.
        sentence: in English, with the names of its facts in braces.
        facts: what the braces stand for: words, figures, money, instants, days, or what is `Told` itself.
    """

    __slots__ = ("code", "facts", "sentence")
    code: str
    sentence: str
    facts: Mapping[str, Any]

    def __init__(self, code: str, sentence: str, facts: Mapping[str, Any] | None = None) -> None:
        self.code, self.sentence = code, sentence
        self.facts = MappingProxyType(dict(facts or {}))

    def __str__(self) -> str:
        """Return it in English; instants are written in ISO 8601, days in words."""
        return self.sentence.format(**{name: _plain(fact) for name, fact in self.facts.items()})

    def __repr__(self) -> str:
        """Return its code and the sentence."""
        return f"Told({self.code!r}, {str(self)!r})"


def _plain(fact: Any) -> Any:
    if isinstance(fact, datetime):
        return fact.isoformat()
    if isinstance(fact, date):
        return f"{fact.day} {fact:%B %Y}"
    return str(fact) if isinstance(fact, Told) else fact
