"""The demo's products as documents in memory: every fourth of those that its shop shows."""

from typing import Any
from uuid import UUID

from serai.config.complete_journey.products import drafts
from serai.discovery.api.reads import measure_of
from serai.discovery.domain.category_tree import CategoryTree, Node
from serai.discovery.domain.document import Band, Document, Facts
from serai.discovery.domain.search_text import search_text

_EVERY = 4


def demo_catalogue() -> tuple[list[Document], CategoryTree]:
    """
    Return documents without prices, and the tree of their categories.

    Raises:
        DemoDataMissing: the package with the demo data is not installed.
    """
    categories, rows = drafts()
    nodes = [Node(one["slug"], one["name"], one["parent"] or "") for one in categories]
    tree = CategoryTree(nodes)
    names = {node.slug: node for node in nodes}
    shown = [row for row in rows if row["channels"]][::_EVERY]
    return [_document(place, row, names) for place, row in enumerate(shown)], tree


def _document(place: int, row: dict[str, Any], names: dict[str, Node]) -> Document:
    above, path = row["category"], []
    while above:
        path.append(names[above].name)
        above = names[above].parent
    brand, size = row.get("brand") or "", row.get("package_size") or ""
    facts = Facts(
        name=row["name"],
        keys=(row["slug"],),
        variants=(),
        category=row["category"],
        brand=brand.casefold(),
        brand_name=brand,
        size=size,
        measure=measure_of(size) if size else None,
        price=0,
        band=Band.IN,
        attributes=(),
        text=search_text(
            name=row["name"],
            brand=brand,
            categories=path[::-1],
            attributes=[],
            description=row.get("description") or "",
        ),
    )
    return Document(UUID(int=place + 1), 1, b'{"id":"%d"}' % place, b'"source":null', facts)
