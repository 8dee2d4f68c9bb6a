"""How well a shop's own words are understood, on a small shop of which the answers are known."""

from factories.discovery import TREE, a_document, measure_of

from serai.discovery.domain.category_tree import CategoryTree
from serai.discovery.usecases.relevance.measure_understanding import understanding

KINDS = (("Milk", "milk"), ("Cheese", "cheese"), ("Towels", "paper"))
SHOP = [
    a_document(n + 1, f"Acme {name} No. {n}", category=category, size=("1 l", "2 l")[n // 3 % 2])
    for n in range(60)
    for name, category in [KINDS[n % 3]]
]


def test_kinds_slips_and_sizes_are_understood_better_than_by_plain_words():
    found = understanding(SHOP, CategoryTree(TREE), measure_of)

    assert found.queries == 300
    assert found.kinds == (1.0, 1.0)
    assert found.slips[0] == 1.0 > found.slips[1]
    assert found.sizes[0] == 1.0 >= found.sizes[1]
