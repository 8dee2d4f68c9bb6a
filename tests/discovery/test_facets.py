"""Facet counts are what counting one by one gives."""

import msgspec
from discovery.strategies import BRANDS, COLOURED, COLOURS, SLUGS, documents
from factories.discovery import TREE, a_document, a_snapshot
from hypothesis import given, settings
from hypothesis import strategies as st

from serai.discovery.domain.document import Band, Document
from serai.discovery.queries.lists.listing import listing

PARENT = {node.slug: node.parent for node in TREE}
STEPS = {"0-1": (0, 100), "1-2": (100, 200), "2-5": (200, 500), "5-10": (500, 1000)}

_several = st.lists(st.sampled_from(BRANDS), max_size=2, unique=True)
filters = st.fixed_dictionaries(
    {},
    optional={
        "category": st.sampled_from(SLUGS),
        "brand": _several,
        "colour": st.lists(st.sampled_from(COLOURS), max_size=2, unique=True),
        "size": st.lists(st.sampled_from(["1 l", "2 l"]), max_size=1),
        "price": st.lists(st.sampled_from(list(STEPS)), max_size=2, unique=True),
        "price_max": st.sampled_from(["0.99", "2.50", "100"]),
        "in_stock": st.just("1"),
    },
)


@settings(max_examples=60, deadline=None)
@given(documents(), filters)
def test_counts_are_those_of_counting_one_by_one(shop: list[Document], asked: dict):
    parameters = _parameters(asked)
    shop = [*shop, *COLOURED]

    found = msgspec.json.decode(listing(a_snapshot(shop), [*parameters, ("limit", "100")]))

    there = {facet["field"]: facet for facet in found["facets"]}
    assert found["total"] == sum(_holds(each, asked) for each in shop)
    assert len(found["items"]) == found["total"]
    for field, facet in there.items():
        for value in facet["values"]:
            others = {name: wanted for name, wanted in asked.items() if name != field}
            if field == "category":
                others["category"] = value["value"]
            expected = sum(
                _holds(each, {**others, **_only(field, value["value"])}) for each in shop
            )
            assert value["count"] == expected, (field, value)


def test_a_facet_with_one_value_narrows_nothing_and_is_left_out():
    shop = [a_document(1, brand="Acme"), a_document(2, brand="Acme")]

    found = msgspec.json.decode(listing(a_snapshot(shop), []))

    assert [facet["field"] for facet in found["facets"]] == ["category", "in_stock"]


def test_a_chosen_value_stays_visible_when_nothing_is_left():
    shop = [a_document(1, brand="Acme", price=100), a_document(2, brand="Corner", price=900)]

    found = msgspec.json.decode(
        listing(a_snapshot(shop), [("brand", "acme"), ("price_min", "5.00")])
    )

    brands = next(facet for facet in found["facets"] if facet["field"] == "brand")
    assert found["total"] == 0
    assert [(value["value"], value["count"], value["selected"]) for value in brands["values"]] == [
        ("corner", 1, False),
        ("acme", 0, True),
    ]


def _parameters(asked: dict) -> list[tuple[str, str]]:
    pairs = []
    for name, wanted in asked.items():
        values = wanted if isinstance(wanted, list) else [wanted]
        pairs += [(name, _slug(value) if name == "brand" else value) for value in values]
    return pairs


def _only(field: str, value: str) -> dict:
    if field == "category":
        return {"category": value}
    if field == "in_stock":
        return {"in_stock": "1"}
    return {field: [value]}


def _holds(document: Document, asked: dict) -> bool:
    facts = document.facts
    checks = {
        "category": lambda wanted: wanted in _path(facts.category),
        "brand": lambda wanted: not wanted or facts.brand in map(_slug, wanted),
        "colour": lambda wanted: not wanted or _colour(facts) in wanted,
        "size": lambda wanted: not wanted or facts.size in wanted,
        "price": lambda wanted: not wanted or any(_within(facts.price, step) for step in wanted),
        "price_max": lambda wanted: facts.price <= round(float(wanted) * 100),
        "in_stock": lambda wanted: facts.band > Band.OUT,
    }
    return all(checks[name](wanted) for name, wanted in asked.items())


def _within(price: int, step: str) -> bool:
    low, _, high = step.partition("-")
    return int(low) * 100 <= price < (int(high) * 100 if high else 10**12)


def _path(slug: str) -> list[str]:
    return [slug, *_path(PARENT[slug])] if slug else []


def _colour(facts) -> str | None:
    return next((each.value for each in facts.attributes), None)


def _slug(brand: str) -> str:
    return brand.lower().replace(" ", "-")
