"""The Chorus electronics set: 19,406 products, judged for broad queries."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from serai.discovery.domain.document import Band, Document, Facts
from serai.discovery.domain.search_text import search_text

PRODUCTS, JUDGEMENTS = "products.jsonl.gz", "rated_queries.csv.gz"

Judged = dict[str, dict[str, int]]
"""The grade of each judged product, by query."""


class JudgementsMissing(Exception):
    """The set is not there; it is downloaded apart from the project."""


@dataclass(frozen=True, slots=True)
class Product:
    """What the set tells of a product, as far as search reads it."""

    number: str
    title: str
    supplier: str
    description: str
    attributes: tuple[str, ...]
    kinds: tuple[str, ...] = ()


def products(folder: Path) -> list[Product]:
    """
    Return the products of the set in its order.

    Raises:
        JudgementsMissing: the folder does not hold the set.
    """
    with _opened(folder / PRODUCTS) as lines:
        return [_product(msgspec.json.decode(line)) for line in lines]


def judgements(folder: Path) -> Judged:
    """
    Return the grade (0 to 3) of each judged product, by query; only queries with a positive one.

    Raises:
        JudgementsMissing: the folder does not hold the set.
    """
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with _opened(folder / JUDGEMENTS) as lines:
        for row in csv.DictReader(line.decode() for line in lines):
            found[row["query"]][row["docid"]] = int(row["rating"])
    return {query: grades for query, grades in found.items() if max(grades.values()) > 0}


def documents(products: list[Product]) -> Iterator[Document]:
    """Yield the products as documents without prices, in their order."""
    for place, product in enumerate(products):
        facts = Facts(
            name=product.title,
            keys=(product.number,),
            variants=(),
            category="",
            brand=product.supplier.casefold(),
            brand_name=product.supplier,
            size="",
            measure=None,
            price=0,
            band=Band.IN,
            attributes=(),
            text=search_text(
                name=product.title,
                brand=product.supplier,
                categories=[],
                attributes=product.attributes,
                description=product.description,
                kinds=product.kinds,
            ),
        )
        yield Document(UUID(int=place + 1), 1, b'{"id":"%d"}' % place, b'"source":null', facts)


def _product(row: dict[str, Any]) -> Product:
    return Product(
        number=row["id"],
        title=row.get("title") or "",
        supplier=row.get("supplier") or "",
        description=row.get("short_description") or "",
        attributes=tuple(
            value
            for name, value in row.items()
            if name.startswith("attr_t_") and isinstance(value, str)
        ),
        kinds=tuple(name for name in row if name.startswith("attr_")),
    )


def _opened(path: Path) -> gzip.GzipFile:
    if not path.is_file():
        raise JudgementsMissing(f"{path.name} is not in {path.parent.name}.")
    return gzip.open(path)
