from factories.discovery import TREE
from hypothesis import given
from hypothesis import strategies as st

from serai.discovery.domain.category_tree import CategoryTree, Node


def test_a_subtree_is_a_range_of_numbers():
    tree = CategoryTree(TREE)

    slugs = [node.slug for node in tree.nodes]
    dairy = tree.code("dairy")

    assert slugs[dairy : tree.stop[dairy]] == ["dairy", "milk", "cheese"]
    assert slugs[tree.code("grocery") : tree.stop[0]] == slugs[:5]
    assert tree.code("nowhere") == -1


def test_a_node_comes_before_its_children_in_whatever_order_they_are_given():
    tree = CategoryTree(reversed(TREE))

    for code, parent in enumerate(tree.parent):
        assert parent < code
    assert [tree.nodes[code].slug for code in tree.children[-1]] == ["home", "grocery"]


@given(st.lists(st.integers(-1, 8), max_size=9))
def test_counts_below_add_up(parents: list[int]):
    nodes = [
        Node(f"n{place}", f"N{place}", f"n{parent}" if 0 <= parent < place else "")
        for place, parent in enumerate(parents)
    ]
    tree = CategoryTree(nodes)
    import numpy as np

    totals = tree.below(np.ones(len(tree), int), range(len(tree)))

    for code, total in enumerate(totals):
        assert total == 1 + sum(totals[child] for child in tree.children.get(code, []))
