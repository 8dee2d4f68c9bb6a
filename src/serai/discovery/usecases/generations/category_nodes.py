"""The catalogue's tree, numbered."""

from serai.catalog.public import categories
from serai.discovery.domain.category_tree import CategoryTree, Node


def category_tree(locale: str) -> CategoryTree:
    """Return the tree with names in `locale`; one statement."""
    nodes = categories(locale)
    slugs = {node.id: node.slug for node in nodes}
    return CategoryTree(
        Node(node.slug, node.name, slugs[node.parent_id] if node.parent_id else "")
        for node in nodes
    )
