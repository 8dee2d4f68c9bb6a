"""Where products stand."""

from hypothesis import given
from hypothesis import strategies as st

from serai.catalog.public import slug_of
from serai.config.complete_journey.readable_names import names
from serai.config.complete_journey.shelves import Filing, places, slugs
from serai.config.complete_journey.source import table

WORDS = st.sampled_from(["Soup", "Cups", "Ice", "Ice & Soup", "Ice, Cups"])
PATHS = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(tuple), max_size=25)


def paths(*filed):
    found = places(((Filing(*filing), count) for *filing, count in filed), names())
    return [place.path for place in found.values()]


def test_a_few_misfiled_products_go_where_the_others_are():
    assert (
        paths(
            ("DRUG GM", "BROOMS AND MOPS", "BROOMS: PLSTC/NATRL & PATIO", 10),
            ("COSMETICS", "FRAGRANCES", "BROOMS: PLSTC/NATRL & PATIO", 1),
        )
        == [("Household", "Brooms & Mops", "Brooms")] * 2
    )


def test_a_type_that_is_common_in_two_categories_stands_in_both():
    assert paths(
        ("GROCERY", "BAKED SWEET GOODS", "SW GDS:DONUTS", 24),
        ("PASTRY", "BREAKFAST SWEETS", "SW GDS:DONUTS", 94),
    ) == [
        ("Bakery", "Packaged Sweet Goods", "Donuts"),
        ("Bakery", "Breakfast Pastries", "Donuts"),
    ]


def test_a_type_the_table_names_in_a_category_stays_there_however_few():
    assert paths(
        ("PRODUCE", "STONE FRUIT", "APRICOTS", 1),
        ("GROCERY", "FRUIT - SHELF STABLE", "APRICOTS", 100),
    ) == [
        ("Fruit & Vegetables", "Stone Fruit", "Apricots"),
        ("Pantry", "Canned Fruit", "Canned Apricots"),
    ]


def test_what_the_data_do_not_name_stands_in_the_aisle_or_category_that_is_known():
    assert paths(
        ("MISCELLANEOUS", None, None, 5),
        ("DRUG GM", "HOSIERY/SOCKS", None, 5),
        ("GROCERY", "ANTACIDS", "ANTI-ACIDS", 5),
    ) == [
        ("Everything Else",),
        ("Home & Kitchen", "Hosiery & Socks"),
        ("Health", "Antacids"),
    ]


@given(PATHS)
def test_every_path_has_its_own_slug(found):
    by_path = slugs(found)

    assert set(by_path) >= set(found)
    assert len(set(by_path.values())) == len(by_path)
    assert by_path == slugs(reversed(found))


def test_the_higher_place_keeps_the_short_slug():
    by_path = slugs(
        [("Pantry", "Soup", "Broth"), ("Natural", "Soup"), ("Soup",), ("Natural", "Broth")]
    )

    assert by_path[("Soup",)] == "soup"
    assert by_path["Pantry", "Soup"] == "pantry-soup"
    assert by_path["Natural", "Broth"] == "broth"
    assert by_path["Pantry", "Soup", "Broth"] == "soup-broth"


def test_the_data_make_a_tree_of_three_levels_with_short_slugs():
    filed = table("products").group_by(Filing._fields).len().collect()
    found = places(((Filing(*filing), count) for *filing, count in filed.iter_rows()), names())

    by_path = slugs(place.path for place in found.values())

    assert max(map(len, by_path)) == 3
    assert len(set(by_path.values())) == len(by_path)
    assert all(slug == slug_of(slug) for slug in by_path.values())
