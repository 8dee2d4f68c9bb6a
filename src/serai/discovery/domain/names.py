"""The names of brands and categories, as queries mention them."""

from collections.abc import Sequence
from dataclasses import dataclass

from serai.discovery.domain.language.analyser import Analyser
from serai.discovery.domain.language.synonyms import Stems
from serai.discovery.domain.tables import Tables


@dataclass(frozen=True, slots=True)
class Names:
    """Numbers of brands and categories by the stems of their names; several may share a name."""

    brands: dict[Stems, list[int]]
    categories: dict[Stems, list[int]]


def names_of(tables: Tables, analyser: Analyser) -> Names:
    """Return the names of a channel."""
    return Names(
        _by_stems(analyser, tables.brands.names),
        _by_stems(analyser, [node.name for node in tables.tree.nodes]),
    )


def _by_stems(analyser: Analyser, names: Sequence[str]) -> dict[Stems, list[int]]:
    found: dict[Stems, list[int]] = {}
    for code, name in enumerate(names):
        if stems := analyser.stems(name):
            found.setdefault(stems, []).append(code)
    return found
