"""What can be suggested in a channel."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.category_tree import CategoryTree
from serai.discovery.domain.columns import Ids
from serai.discovery.domain.document import Document, Facts
from serai.discovery.domain.language.analyser import Analyser, analyser_of


@dataclass(frozen=True, slots=True)
class Assortment:
    """What can be suggested: sorted product ids, and the facts of each."""

    ids: Ids
    facts: Sequence[Facts]
    tree: CategoryTree
    analyser: Analyser

    @classmethod
    def of(cls, documents: Sequence[Document], tree: CategoryTree, locale: str) -> "Assortment":
        """Return the assortment of living documents, sorted by id."""
        return cls(
            ids=np.array([each.product_id.bytes for each in documents], "S16"),
            facts=[each.facts for each in documents if each.facts is not None],
            tree=tree,
            analyser=analyser_of(locale),
        )

    def categories(self) -> NDArray[np.int64]:
        """Return the code of each product's own category, -1 for none."""
        return np.array([self.tree.code(facts.category) for facts in self.facts], np.int64)
