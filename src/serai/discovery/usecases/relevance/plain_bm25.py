"""The baseline: BM25 as the textbook has it, over title twice, supplier and description."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import log

import numpy as np

from serai.discovery.domain.language.analyser import Analyser

_K1, _B = 1.2, 0.75


class PlainBM25:
    """Texts by the words in them, scored with k1 1.2 and b 0.75; every word of a query may be missing."""

    def __init__(self, texts: Sequence[str], analyser: Analyser) -> None:
        self._analyser = analyser
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        lengths = np.zeros(len(texts))
        for number, text in enumerate(texts):
            stems = analyser.stems(text)
            lengths[number] = len(stems)
            for stem, count in Counter(stems).items():
                self._postings[stem].append((number, count))
        self._norm = _K1 * (1 - _B + _B * lengths / max(1.0, lengths.mean()))

    def best(self, query: str, limit: int) -> list[int]:
        """Return the numbers of the best texts; equal ones in their order."""
        score = np.zeros(self._norm.size)
        for stem in self._analyser.stems(query):
            posting = self._postings.get(stem, [])
            rarity = log(1 + (score.size - len(posting) + 0.5) / (len(posting) + 0.5))
            for number, count in posting:
                score[number] += rarity * count * (_K1 + 1) / (count + self._norm[number])
        best = np.argsort(-score, kind="stable")[:limit]
        return [int(number) for number in best if score[number] > 0]
