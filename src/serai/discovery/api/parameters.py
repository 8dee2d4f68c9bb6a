"""The parameters of lists, for the OpenAPI document; the reads check them themselves."""

from typing import Any

from serai.discovery.api.subjects import VISITOR, VISITOR_PATTERN
from serai.discovery.domain.sorting import Sort
from serai.discovery.queries.lists.asked import LARGEST_LIMIT, USUAL_LIMIT

Parameter = dict[str, Any]
LONGEST_NAME = 200
"""Characters of an id, a slug or a SKU that names a product."""

LONGEST_CODE = 64
"""Characters of the code of a store."""


def parameter(name: str, description: str, schema: dict[str, Any]) -> Parameter:
    """Return one parameter of an address."""
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema,
    }


def limit(usual: int = USUAL_LIMIT) -> Parameter:
    """Return the parameter that says how many items are wanted."""
    bounds = {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": usual}
    return parameter("limit", "How many.", bounds)


def products(name: str, description: str) -> Parameter:
    """Return a parameter that names products, each once."""
    key = {"type": "string", "maxLength": LONGEST_NAME}
    return parameter(name, description, {"type": "array", "items": key, "maxItems": 100})


def visitor() -> Parameter:
    """Return the header that tells a visitor apart."""
    return {
        "name": VISITOR,
        "in": "header",
        "required": False,
        "description": (
            "A name that the storefront gave to a visitor who agreed to be told apart, and keeps for a"
            " while. With it, or a shopper's token, items may carry a `decision_token`."
        ),
        "schema": {"type": "string", "pattern": VISITOR_PATTERN},
    }


def of_list(usual: Sort) -> list[Parameter]:
    """Return the parameters that every list of cards takes; `usual` is its order when none is asked for."""
    sorts = [sort.value for sort in Sort if sort is not Sort.RELEVANCE or usual is Sort.RELEVANCE]
    several = {"type": "array", "items": {"type": "string", "maxLength": 500}, "maxItems": 50}
    amount = {"type": "string", "pattern": r"^([0-9]{1,12}(\.[0-9]{1,4})?)?$"}
    return [
        parameter("category", "Slug: this category and all below.", {"type": "string"}),
        parameter("brand", "Slugs; several add up.", several),
        parameter("size", "Package sizes; several add up.", several),
        parameter("price", 'Price steps such as "2-5"; several add up.', several),
        parameter("price_min", "Least price, in major units.", amount),
        parameter("price_max", "Largest price, in major units.", amount),
        parameter(
            "in_stock", "1: only what can be had.", {"type": "string", "enum": ["1", "0", ""]}
        ),
        parameter("sort", "The order.", {"type": "string", "enum": [*sorts, ""]}),
        parameter("cursor", "`next_cursor` of the page before.", {"type": "string"}),
        limit(),
    ]
