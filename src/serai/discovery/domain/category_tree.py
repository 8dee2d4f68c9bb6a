"""The category tree as numbers: every subtree is a range."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Node:
    """A category: its slug and name, and its parent's slug (empty: a root)."""

    slug: str
    name: str
    parent: str


class CategoryTree:
    """
    Categories numbered depth first: a category and all below it are the numbers `code` to `stop[code]`.

    Siblings keep the order in which they are given.
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        children: dict[str, list[Node]] = defaultdict(list)
        for node in nodes:
            children[node.parent].append(node)
        self.nodes: list[Node] = []
        self.stop: list[int] = []
        self.parent: list[int] = []
        self.children: dict[int, list[int]] = defaultdict(list)
        self._number("", -1, children)
        self.code_of = {node.slug: code for code, node in enumerate(self.nodes)}

    def __len__(self) -> int:
        return len(self.nodes)

    def code(self, slug: str) -> int:
        """Return the number of a category, -1 when there is none."""
        return self.code_of.get(slug, -1)

    def below(self, counts: NDArray[np.integer], codes: Sequence[int]) -> list[int]:
        """
        Return how much lies in and below each of `codes`.

        Args:
            counts: (n_categories,) array, what lies in each category itself.
            codes: categories.
        """
        totals = np.concatenate(([0], np.cumsum(counts)))
        return [int(totals[self.stop[code]] - totals[code]) for code in codes]

    def _number(self, slug: str, code: int, children: dict[str, list[Node]]) -> None:
        for node in children.get(slug, ()):
            own = len(self.nodes)
            self.nodes.append(node)
            self.stop.append(0)
            self.parent.append(code)
            self.children[code].append(own)
            self._number(node.slug, own, children)
            self.stop[own] = len(self.nodes)
