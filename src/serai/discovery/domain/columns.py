"""Facts of many documents as arrays: one value per document and column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from serai.discovery.domain.digest import digest_of
from serai.discovery.domain.document import Document, Facts
from serai.discovery.domain.labels import Labels
from serai.discovery.domain.language.analyser import plain
from serai.discovery.domain.price_steps import steps_of
from serai.discovery.domain.tables import Tables

Ordinals = NDArray[np.int64]
"""Places of documents; as wide as numpy's own index, which saves it a conversion."""
Ids = NDArray[np.bytes_]
"""16-byte product ids; numpy compares them as the ids themselves compare."""

PopularityOf = Callable[[Ids], NDArray[np.float32]]

DIMENSIONS = ("", "kg", "l", "m", "m²", "ct")
_NAME_BYTES = 64


@dataclass(frozen=True, slots=True)
class Columns:
    """
    One row per document; the place of a row is the document's ordinal.

    `category`, `brand`, `size` and `attributes` hold codes of `Tables`, -1 for none. `name` is the
    folded name, cut at 64 bytes: by it lists are sorted. `measure` counts units of
    `DIMENSIONS[dimension]`. `text` is a digest of what search reads. Rows of documents that are no
    longer shown are not `alive`.
    """

    id: Ids
    alive: NDArray[np.bool_]
    price: NDArray[np.int64]
    step: NDArray[np.int8]
    band: NDArray[np.int8]
    category: NDArray[np.int32]
    brand: NDArray[np.int32]
    size: NDArray[np.int32]
    measure: NDArray[np.float64]
    dimension: NDArray[np.int8]
    popularity: NDArray[np.float32]
    name: NDArray[np.bytes_]
    text: NDArray[np.uint64]
    attributes: dict[str, NDArray[np.int32]]

    def __len__(self) -> int:
        return int(self.id.size)

    def merged(self, ordinals: Ordinals, block: "Columns") -> "Columns":
        """Return a copy in which the rows `ordinals` are those of `block`; it may grow at the end."""
        size = max(len(self), int(ordinals.max(initial=-1)) + 1)
        plain_columns: dict[str, Any] = {
            name: _written(getattr(self, name), size, ordinals, getattr(block, name))
            for name in PLAIN
        }
        attributes = {
            code: _written(column, size, ordinals, block.attributes[code])
            for code, column in self.attributes.items()
        }
        return Columns(**plain_columns, attributes=attributes)


PLAIN = tuple(field.name for field in fields(Columns) if field.name != "attributes")
"""The columns that every channel has."""

_NOTHING = Facts("", (), (), "", "", "", "", None, 0, 0, (), "")


def columns_of(
    documents: Sequence[Document], tables: Tables, popularity_of: PopularityOf
) -> Columns:
    """
    Return the columns of `documents`, in their order.

    New brands, sizes and attribute values are given codes in `tables`; attributes that `tables` does
    not have are left out.
    """
    facts = [document.facts or _NOTHING for document in documents]
    ids: Ids = np.array([document.product_id.bytes for document in documents], "S16")
    price = np.array([each.price for each in facts], np.int64)
    measures = [each.measure or ("", 0.0) for each in facts]
    return Columns(
        id=ids,
        alive=np.array([document.facts is not None for document in documents], bool),
        price=price,
        step=steps_of(price, tables.currency),
        band=np.array([each.band for each in facts], np.int8),
        category=np.array([tables.tree.code(each.category) for each in facts], np.int32),
        brand=_codes([(each.brand, each.brand_name) for each in facts], tables.brands),
        size=_codes([(each.size, each.size) for each in facts], tables.sizes),
        measure=np.array([amount for _, amount in measures], np.float64),
        dimension=np.array([DIMENSIONS.index(unit) for unit, _ in measures], np.int8),
        popularity=popularity_of(ids),
        name=np.array([sort_name(each.name) for each in facts], f"S{_NAME_BYTES}"),
        text=np.array([digest_of(each.words.whole) for each in facts], np.uint64),
        attributes={
            code: _codes(_values(facts, code), table.labels)
            for code, table in tables.attributes.items()
        },
    )


def sort_name(name: str) -> bytes:
    """Return the bytes by which a name is sorted."""
    return plain(name).casefold().strip().encode()[:_NAME_BYTES]


def _codes(values: list[tuple[str, str]], labels: Labels) -> NDArray[np.int32]:
    return np.array([labels.number(value, name) for value, name in values], np.int32)


def _values(facts: Sequence[Facts], code: str) -> list[tuple[str, str]]:
    found = []
    for each in facts:
        value = next(
            (attribute.value for attribute in each.attributes if attribute.code == code), ""
        )
        found.append((value, value))
    return found


T = TypeVar("T", bound=np.generic)


def _written(column: NDArray[T], size: int, ordinals: Ordinals, values: NDArray[T]) -> NDArray[T]:
    written = np.zeros(size, column.dtype)
    written[: column.size] = column
    written[ordinals] = values
    return written
