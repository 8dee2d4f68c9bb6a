"""Sets: articles that consist of others and are sold as one."""

import pytest
from factories.catalog import NOW, a_product, a_variant, products

from serai.catalog.models import SetPartRow
from serai.catalog.public import (
    ArticleTerms,
    BadArticleTerms,
    SetPart,
    article_terms,
    edit_variants,
    set_article_terms,
    upsert_products,
    variants_of_skus,
)

pytestmark = pytest.mark.django_db


def refused(*rows):
    """Return what is wrong with rows, by field."""
    report = upsert_products(rows, source="test", now=NOW)
    return [(error.line, error.field, error.reason) for error in report.errors]


def a_set(sku="BOX", parts=("2 x TEA", "MUG")):
    """Return a set of tea and a mug."""
    return a_variant(sku, parts=list(parts))


def test_a_set_knows_what_it_consists_of():
    tea, mug = a_variant("TEA"), a_variant("MUG", variant_name="blue")

    box = a_set()

    parts = (
        SetPart(tea.id, "TEA", "Product TEA", 2),
        SetPart(mug.id, "MUG", "Product MUG blue", 1),
    )
    assert box.parts == parts
    assert article_terms(box.id).parts == parts
    assert a_product("TEA").variants[0].parts == ()
    assert article_terms(tea.id).parts == ()


def test_a_set_and_its_parts_come_in_one_load():
    products(
        {"sku": "BOX", "name": "Box", "parts": [{"sku": "TEA", "quantity": 3}]},
        {"sku": "TEA", "name": "Tea"},
    )

    assert [(each.sku, each.units) for each in variants_of_skus(["BOX"])["BOX"].parts] == [
        ("TEA", 3)
    ]


def test_what_is_given_replaces_what_was_there_and_what_is_not_mentioned_stays(published):
    for sku in ("TEA", "MUG", "CUP"):
        a_variant(sku)
    box = a_set()

    edit_variants([{"sku": "BOX", "weight_g": 500}], now=NOW)
    assert len(variants_of_skus(["BOX"])["BOX"].parts) == 2
    edit_variants([{"sku": "BOX", "parts": ["CUP", "3 x TEA"]}], now=NOW)
    assert [(each.sku, each.units) for each in article_terms(box.id).parts] == [
        ("CUP", 1),
        ("TEA", 3),
    ]
    seen = len(published())
    edit_variants([{"sku": "BOX", "parts": ["CUP", "3 x TEA"]}], now=NOW)
    assert len(published()) == seen
    edit_variants([{"sku": "BOX", "parts": None}], now=NOW)

    assert article_terms(box.id).parts == ()
    assert not SetPartRow.objects.exists()
    assert published()[-1].product_ids == (box.product_id,)


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        (["NONE"], "There is no SKU NONE."),
        (["BOX"], "A set is no part of itself."),
        (["OTHER"], "OTHER is a set itself; sets hold no sets."),
        (["GONE"], "GONE is withdrawn."),
        (["WINE"], "WINE is no plain goods for everybody; sets are."),
        (["CARD"], "CARD is no plain goods for everybody; sets are."),
        (["TEA", "2 x TEA"], "The same SKU stands here twice."),
        ([{"sku": "TEA", "quantity": 0}], "Expected 1 to 999 units of each part."),
        (
            [{"sku": "TEA", "units": 2}],
            "A part is a SKU, such as 2 x TEA, or an object with sku and quantity.",
        ),
        ("TEA", "Expected a list of at most 40."),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(parts, reason):
    for sku in ("TEA", "WINE", "GONE", "BOX"):
        a_variant(sku)
    a_variant("CARD", tax_class="gift_card")
    a_set("OTHER", ["TEA"])
    set_article_terms({"WINE": ArticleTerms(minimum_age=18)}, now=NOW)
    edit_variants([{"sku": "GONE", "variant_active": False}], now=NOW)

    assert refused({"sku": "BOX", "parts": parts}) == [(1, "parts", reason)]
    assert SetPartRow.objects.count() == 1


def test_a_part_becomes_no_set():
    a_variant("TEA"), a_variant("LEAF")
    a_set(parts=["TEA"])

    wrong = refused({"sku": "TEA", "parts": ["LEAF"]})

    assert wrong == [(1, "parts", "It is part of the set BOX; sets hold no sets.")]


def test_two_sets_in_one_load_hold_not_each_other():
    wrong = refused(
        {"sku": "A", "name": "A", "parts": ["B"]}, {"sku": "B", "name": "B", "parts": ["A"]}
    )

    assert [reason for _, _, reason in wrong] == [
        "B is a set itself; sets hold no sets.",
        "A is a set itself; sets hold no sets.",
    ]


@pytest.mark.parametrize("sku", ["BOX", "TEA"])
def test_neither_a_set_nor_its_parts_become_special(sku):
    a_variant("TEA"), a_set(parts=["TEA"])

    with pytest.raises(BadArticleTerms) as refusal:
        set_article_terms({sku: ArticleTerms(minimum_age=18)}, now=NOW)

    assert refusal.value.sku == sku
    assert refused({"sku": sku, "tax_class": "gift_card"}) == [
        (1, "tax_class", "It is a set or part of one, and no gift card.")
    ]


def test_a_new_name_of_a_part_is_known_at_once():
    a_variant("TEA")
    box = a_set(parts=["TEA"])
    assert article_terms(box.id).parts[0].name == "Product TEA"

    products({"sku": "TEA", "name": "Green tea"})

    assert variants_of_skus(["BOX"])["BOX"].parts[0].name == "Green tea"
