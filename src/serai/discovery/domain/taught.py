"""Phrases that mean the same in one shop: what staff taught, and what is learnt from shoppers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from serai.discovery.domain.language.analyser import Analyser
from serai.discovery.domain.language.synonyms import Stems

LEARNT_WORTH = 70
Meanings = Mapping[Stems, tuple[tuple[Stems, float], ...]]


class Said(NamedTuple):
    """Searching `phrase` also finds `meaning`, or never does; `worth` in percent."""

    phrase: str
    meaning: str
    accepted: bool
    worth: int


@dataclass(frozen=True, slots=True)
class Taught:
    """
    What a shop knows beyond its language.

    Attributes:
        version: tells this state from every other, empty for nothing.
        accepted: what staff accepted or wrote: for the stems of a phrase those of its meanings, with worths.
        learnt: what shoppers' rewordings teach and staff have not decided about.
        refused: pairs that never count, whoever brings them.
    """

    version: str = ""
    accepted: Meanings = field(default_factory=dict)
    learnt: Meanings = field(default_factory=dict)
    refused: frozenset[tuple[Stems, Stems]] = field(default_factory=frozenset)

    @classmethod
    def of(
        cls, said: Iterable[Said], learnt: Iterable[tuple[str, str]], analyser: Analyser
    ) -> "Taught":
        """Return what staff said, and of what was learnt the rest; phrases without words say nothing."""
        decided: dict[tuple[Stems, Stems], Said] = {}
        for one in said:
            decided[analyser.stems(one.phrase), analyser.stems(one.meaning)] = one
        accepted = {pair: one.worth / 100 for pair, one in decided.items() if one.accepted}
        other = {
            pair: LEARNT_WORTH / 100
            for pair in ((analyser.stems(a), analyser.stems(b)) for a, b in learnt)
            if pair not in decided
        }
        refused = frozenset(pair for pair, one in decided.items() if not one.accepted)
        text = repr((sorted(accepted.items()), sorted(other.items()), sorted(refused)))
        version = blake2b(text.encode(), digest_size=6).hexdigest() if decided or other else ""
        return cls(version, _meanings(accepted), _meanings(other), refused)

    def meanings(self, stems: Stems, *, learnt: bool) -> tuple[tuple[Stems, float], ...]:
        """Return what a phrase means besides itself, each with what a match of it is worth."""
        taught = self.accepted.get(stems, ())
        return taught + self.learnt.get(stems, ()) if learnt else taught

    def knows_by_learning(self, stems: Stems) -> bool:
        """Return whether something was learnt about any stretch of these words."""
        return any(
            stems[start : start + length] in self.learnt
            for length in range(1, longest_phrase(self.learnt) + 1)
            for start in range(len(stems) - length + 1)
        )

    @property
    def longest(self) -> int:
        """Return the number of words in the longest phrase that anything is known about."""
        return max(longest_phrase(self.accepted), longest_phrase(self.learnt))


def longest_phrase(meanings: Meanings) -> int:
    """Return the number of words in the longest phrase."""
    return max(map(len, meanings), default=0)


def _meanings(pairs: Mapping[tuple[Stems, Stems], float]) -> Meanings:
    found: dict[Stems, list[tuple[Stems, float]]] = {}
    for (phrase, meaning), worth in sorted(pairs.items()):
        if phrase and meaning and phrase != meaning:
            found.setdefault(phrase, []).append((meaning, worth))
    return {phrase: tuple(meanings) for phrase, meanings in found.items()}
