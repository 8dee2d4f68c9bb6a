"""The vocabulary as types that read JSON: made from the registry, so that both cannot differ."""

from datetime import datetime
from typing import Annotated, Any, Union
from uuid import UUID

import msgspec

from serai.plumbing.facts.clickstream.vocabulary import CONTEXT, VOCABULARY
from serai.plumbing.facts.registry import ITEM, Column, FactTable, Kind

MOST_EVENTS = 200
_Text = Annotated[str, msgspec.Meta(max_length=500)]
_Integer = Annotated[int, msgspec.Meta(ge=-(2**53), le=2**53)]
_Id = Annotated[str, msgspec.Meta(min_length=8, max_length=64, pattern=r"^[A-Za-z0-9._-]+$")]
_FROM_BATCH = {column.name for column in CONTEXT}
_AMOUNTS = ("value_minor", "tax_minor", "shipping_minor")


class Consent(msgspec.Struct, frozen=True):
    """What the shopper has agreed to in this browser."""

    analytics: bool = False


class Batch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a shop front sends; events stay bytes until each is read by itself."""

    events: Annotated[list[msgspec.Raw], msgspec.Meta(min_length=1, max_length=MOST_EVENTS)]
    consent: Consent = Consent()
    client_id: _Id | None = None
    session_id: _Id | None = None
    locale: Annotated[str, msgspec.Meta(max_length=20)] | None = None


def _needs_a_currency(self: Any) -> None:
    if self.currency is None and any(getattr(self, name, None) is not None for name in _AMOUNTS):
        raise ValueError("Name the currency of the amounts")


def _field(column: Column, required: frozenset[str]) -> tuple[Any, ...]:
    kinds: dict[Kind, Any] = {
        Kind.TEXT: _Text,
        Kind.INTEGER: _Integer,
        Kind.ITEMS: Annotated[list[Item], msgspec.Meta(max_length=200)],  # type: ignore[valid-type]
    }
    kind = kinds[column.kind]
    return (column.name, kind) if column.name in required else (column.name, kind | None, None)


Item = msgspec.defstruct(
    "Item",
    [
        (
            column.name,
            (_Text if column.kind is Kind.TEXT else _Integer) | None,
            None,
        )
        for column in ITEM
    ],
    frozen=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
)


def _params(table: FactTable) -> type[msgspec.Struct]:
    columns = [column for column in table.columns if column.name not in _FROM_BATCH]
    columns.sort(key=lambda column: column.name not in table.required)
    names = {column.name for column in columns}
    checks = {"__post_init__": _needs_a_currency} if "currency" in names else {}
    return msgspec.defstruct(
        f"{table.name}_params",
        [_field(column, table.required) for column in columns],
        namespace=checks,
        frozen=True,
        omit_defaults=True,
        forbid_unknown_fields=True,
    )


def _event(table: FactTable) -> type[msgspec.Struct]:
    params = _params(table)
    needed: list[Any] = [("params", params)] if table.required else [("params", params, params())]
    return msgspec.defstruct(
        f"{table.name}_event",
        [
            *needed,
            ("id", UUID | None, None),
            ("at", Annotated[datetime, msgspec.Meta(tz=True)] | None, None),
        ],
        tag_field="name",
        tag=table.name,
        frozen=True,
        forbid_unknown_fields=True,
    )


EVENTS = {table.name: _event(table) for table in VOCABULARY}
AnyEvent: Any = Union[tuple(EVENTS.values())]  # noqa: UP007 - made of a tuple
