"""The tree of categories."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serai.catalog.domain.category_tree import DEEPEST, Misplaced, place_of
from serai.catalog.events import CategoriesChanged
from serai.catalog.public import RowError, categories, upsert_categories

DAIRY = [
    {"slug": "yoghurt", "name": "Yoghurt", "parent": "dairy", "position": 2},
    {"slug": "milk", "name": "Milk", "parent": "dairy", "position": 1},
    {"slug": "dairy", "name": "Dairy", "translations": {"he": {"name": "מחלבה"}}},
    {"slug": "oat-milk", "name": "Oat milk", "parent": "milk"},
]


def paths(locale="en"):
    return {view.slug: "/".join(view.path) for view in categories(locale)}


@pytest.mark.django_db
def test_a_tree_is_written_in_any_order_and_read_parents_first(
    published, django_assert_num_queries
):
    report = upsert_categories(DAIRY)

    assert (report.created, report.errors) == (4, ())
    with django_assert_num_queries(1):
        found = categories("en")
    assert [(view.slug, view.depth) for view in found] == [
        ("dairy", 0), ("milk", 1), ("yoghurt", 1), ("oat-milk", 2),
    ]  # fmt: skip
    assert found[3].path == ("dairy", "milk", "oat-milk")
    assert found[3].parent_id == found[1].id
    assert published() == [CategoriesChanged()]


@pytest.mark.django_db
def test_names_are_in_the_readers_language_where_translated():
    upsert_categories(
        [
            {"slug": "a", "name": "A", "translations": {"pt": {"name": "pt"}, "he": {"name": ""}}},
            {"slug": "b", "name": "B", "translations": {"pt-BR": {"name": "pt-BR"}}},
        ]
    )

    def names(locale):
        return [view.name for view in categories(locale)]

    assert names("pt-BR") == ["pt", "pt-BR"]
    assert names("pt") == ["pt", "B"]
    assert names("he") == ["A", "B"]


@pytest.mark.django_db
def test_the_same_tree_again_changes_nothing(published):
    upsert_categories(DAIRY)

    report = upsert_categories(DAIRY)

    assert (report.created, report.updated, report.unchanged) == (0, 0, 4)
    assert len(published()) == 1


@pytest.mark.django_db
def test_everything_below_a_moved_category_moves_with_it():
    upsert_categories([*DAIRY, {"slug": "drinks", "name": "Drinks"}])

    report = upsert_categories([{"slug": "milk", "parent": "drinks", "name": "Milks"}])

    assert (report.updated, report.errors) == (2, ())
    assert paths()["oat-milk"] == "drinks/milk/oat-milk"


@pytest.mark.django_db
def test_parent_and_child_change_places_in_one_call():
    upsert_categories(DAIRY)

    report = upsert_categories(
        [{"slug": "oat-milk", "parent": "dairy"}, {"slug": "milk", "parent": "oat-milk"}]
    )

    assert report.errors == ()
    assert paths()["milk"] == "dairy/oat-milk/milk"


@pytest.mark.django_db
def test_a_bad_row_spoils_all(published):
    upsert_categories(DAIRY)

    report = upsert_categories(
        [
            {"slug": "cheese", "name": "Cheese", "parent": "dairy"},
            {"slug": "dairy", "parent": "oat-milk"},
            {"slug": "eggs", "name": "Eggs", "parent": "no-such"},
            {"slug": "butter"},
            {"slug": "Bad slug", "name": ""},
            {"slug": "cheese", "name": "Cheese"},
            {"slug": "milk", "name": "Milks", "version": 7},
        ]
    )

    assert [(error.line, error.field) for error in report.errors] == [
        (2, "parent"), (3, "parent"), (4, "name"), (5, "name"), (5, "slug"), (6, "slug"),
        (7, "version"),
    ]  # fmt: skip
    assert RowError(3, "parent", "There is no category 'no-such' to stand under.") in report.errors
    assert paths()["milk"] == "dairy/milk"
    assert "cheese" not in paths()
    assert len(published()) == 1


@given(st.dictionaries(st.integers(0, 30), st.integers(0, 30), max_size=30))
def test_every_category_has_a_place_or_a_reason(tree):
    parents = {
        str(child): str(parent) if parent in tree else None for child, parent in tree.items()
    }
    names = {slug: slug for slug in parents}
    known = {}

    for slug, parent in parents.items():
        try:
            place = place_of(slug, parents, names, known)
        except Misplaced:
            assert _loops_or_is_too_deep(slug, parents)
        else:
            assert place.path[-1] == slug
            assert place.names == place.path
            assert parent == (place.path[-2] if place.depth else None)


def _loops_or_is_too_deep(slug, parents):
    steps, here = 0, slug
    while here is not None and steps <= DEEPEST + 1:
        here, steps = parents[here], steps + 1
    return steps > DEEPEST + 1 or here is not None
