"""Which tables of facts there are, and what their columns mean."""

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What a column holds. Every column but the first four may be empty."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    INSTANT = "instant"
    DAY = "day"
    TEXTS = "texts"
    INTEGERS = "integers"
    ITEMS = "items"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; a personal one is emptied when its person is forgotten."""

    name: str
    kind: Kind
    meaning: str
    personal: bool = False


@dataclass(frozen=True, slots=True)
class FactTable:
    """
    One table of facts: append-only rows, each with an id that no second row may have.

    `columns` are those beside `KEY`. `keep_days` is how long rows stay; `None` is for ever.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    source: str
    keep_days: int | None = None
    required: frozenset[str] = field(default_factory=frozenset)

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Return every column in order, the key first."""
        return KEY + self.columns

    @property
    def personal(self) -> tuple[str, ...]:
        """Return the names of the columns that a forgotten person's rows lose."""
        return tuple(column.name for column in self.columns if column.personal)


KEY = (
    Column("event_id", Kind.TEXT, "Which fact it is: after compaction no two rows share it."),
    Column("occurred_at", Kind.INSTANT, "When it happened, in UTC."),
    Column("received_at", Kind.INSTANT, "When the platform heard of it, in UTC."),
    Column("day", Kind.DAY, "The day of `occurred_at` in UTC: what files are partitioned by."),
)

ITEM = (
    Column("item_id", Kind.TEXT, "SKU of the variant."),
    Column("item_name", Kind.TEXT, "What the shopper read."),
    Column("item_brand", Kind.TEXT, "Brand."),
    Column("item_category", Kind.TEXT, "Slug of the category."),
    Column("item_variant", Kind.TEXT, "Size, colour or taste."),
    Column("item_list_id", Kind.TEXT, "The list it stood in."),
    Column("coupon", Kind.TEXT, "Code used for this item."),
    Column("index", Kind.INTEGER, "Position in the list, from 0."),
    Column("price_minor", Kind.INTEGER, "Price of one, in minor units."),
    Column("discount_minor", Kind.INTEGER, "Discount on one, in minor units."),
    Column("quantity", Kind.INTEGER, "How many."),
    Column("decision_token", Kind.TEXT, "The token that came with the item when it was chosen."),
)
"""What each of `items` holds."""

_tables: dict[str, FactTable] = {}


def declare(table: FactTable) -> FactTable:
    """
    Make a table known.

    Raises:
        ValueError: the name is taken, or a column is there twice.
    """
    names = [column.name for column in table.all_columns]
    if len(names) != len(set(names)):
        raise ValueError(f"A column of {table.name} is there twice.")
    if table.name in _tables:
        raise ValueError(f"The fact table {table.name} exists already.")
    _tables[table.name] = table
    return table


def declared() -> MappingProxyType[str, FactTable]:
    """Return every table that was declared, by its name; events of the outbox are not among them."""
    return MappingProxyType(_tables)
