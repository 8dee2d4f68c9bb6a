"""Pages of sets: what is in them, and whether it is there."""

from datetime import UTC, datetime

import msgspec
import pytest
from factories.catalog import NOW, a_product, products
from factories.inventory import a_location, hold, stocked
from factories.pricing import priced

from serai.catalog.public import edit_variants
from serai.discovery.models import DocumentRow
from serai.discovery.queries.lists.listing import listing
from serai.discovery.queries.shelves.current import shelf_of
from serai.discovery.usecases.generations.write_generation import write_generation

LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("shop")


def variant_on_page(product_id) -> dict:
    row = DocumentRow.objects.get(product_id=product_id)
    [variant] = msgspec.json.decode(b"{" + bytes(row.rest) + b"}")["variants"]
    return variant


@pytest.fixture
def tea():
    """Have a hundred teas, which are sold in a box alone."""
    tea = a_product("TEA")
    stocked(tea.variants[0].id, a_location(), 100)
    return tea.variants[0]


@pytest.fixture
def box(tea, deliver):
    """Sell a box of two teas."""
    box = a_product("BOX", parts=["2 x TEA"])
    priced(box.variants[0].id, "5.00", now=LONG_AGO)
    deliver()
    write_generation("web")
    return box


def listed() -> dict[str, str]:
    shelf = shelf_of("web")
    shelf.refresh()
    found = msgspec.json.decode(listing(shelf.snapshot, []))["items"]
    return {card["sku"]: card["availability"] for card in found}


def test_a_set_is__its_parts_are_there(tea, box, deliver):
    assert listed() == {"BOX": "in"}

    hold({tea.id: 92})
    deliver()
    assert listed() == {"BOX": "low"}

    hold({tea.id: 7})
    deliver()
    assert listed() == {"BOX": "out"}


def test_a_page_names_the_parts_of_a_set_and_follows_their_names(box, deliver):
    assert variant_on_page(box.id)["parts"] == [{"sku": "TEA", "name": "Product TEA", "units": 2}]

    products({"sku": "TEA", "name": "Black tea"})
    deliver()

    assert variant_on_page(box.id)["parts"] == [{"sku": "TEA", "name": "Black tea", "units": 2}]


def test_a_page_of_a_plain_article_says_nothing_of_parts(tea, box, deliver):
    priced(tea.id, "3.00", now=LONG_AGO)
    deliver()

    rests = [bytes(row.rest) for row in DocumentRow.objects.exclude(product_id=box.id)]

    assert rests
    assert all(b'"parts"' not in rest for rest in rests)


def test_a_set_is_not_listed_while_a_part_is_withdrawn(box, deliver):
    edit_variants([{"sku": "TEA", "variant_active": False}], now=NOW)
    deliver()
    assert listed() == {}

    edit_variants([{"sku": "TEA", "variant_active": True}], now=NOW)
    deliver()
    assert listed() == {"BOX": "in"}
