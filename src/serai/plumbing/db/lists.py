"""Lists as parameters of statements: the plain ones are written at once, others as the driver does."""

from datetime import datetime
from struct import pack
from types import NoneType
from typing import Any, cast
from uuid import UUID

from psycopg.abc import DumperKey
from psycopg.adapt import PyFormat
from psycopg.pq import Format
from psycopg.types.array import BaseListDumper, ListDumper

_UUID, _UUIDS = 2950, 2951
_BYTEA, _BYTEAS = 17, 1001
_INSTANTS = 1185
_INTS = ((2**15, 1005), (2**31, 1007), (2**63, 1016))
_NO_TYPE = 0


class Lists(ListDumper):
    """The driver's lists, which look at each value several times, with a short way for plain kinds."""

    def get_key(self, obj: list[Any], format: PyFormat) -> DumperKey:  # noqa: A002 - the driver's name
        """Return what lists must share to be written alike."""
        return cast("DumperKey", _plain_key(obj)) or super().get_key(obj, format)

    def upgrade(self, obj: list[Any], format: PyFormat) -> BaseListDumper:  # noqa: A002 - the driver's name
        """Return who writes lists of such a kind."""
        key = _plain_key(obj)
        if key is None:
            return super().upgrade(obj, format)
        writer, array = key
        plain = writer(self.cls, self._tx)
        plain.oid = array
        return plain


class _Uuids(ListDumper):
    format = Format.BINARY

    def dump(self, obj: list[Any]) -> bytes:
        """Return ids as PostgreSQL keeps them: one dimension without NULL, counted from 1."""
        values = b"".join([b"\x00\x00\x00\x10" + each.int.to_bytes(16, "big") for each in obj])
        return pack("!5i", 1, 0, _UUID, len(obj), 1) + values


class _Numbers(ListDumper):
    def dump(self, obj: list[Any]) -> bytes:
        """Return whole numbers."""
        return f"{{{','.join(map(str, obj))}}}".encode()


class _Bytes(ListDumper):
    format = Format.BINARY

    def dump(self, obj: list[Any]) -> bytes:
        """Return bytes as PostgreSQL keeps them."""
        values = b"".join([pack("!i", len(each)) + each for each in obj])
        return pack("!5i", 1, 0, _BYTEA, len(obj), 1) + values


class _Instants(ListDumper):
    def dump(self, obj: list[Any]) -> bytes:
        """Return instants with their offsets."""
        return b'{"' + '","'.join(map(str, obj)).encode() + b'"}'


class _Nothings(ListDumper):
    def dump(self, obj: list[Any]) -> bytes:
        """Return as many NULLs."""
        return b"{" + b",".join([b"NULL"] * len(obj)) + b"}"


class _Texts(ListDumper):
    def dump(self, obj: list[Any]) -> bytes:
        """Return texts, each in quotes."""
        inside = [each.replace("\\", "\\\\").replace('"', '\\"') for each in obj]
        return b'{"' + '","'.join(inside).encode() + b'"}'


_PLAIN: dict[type, tuple[type[ListDumper], int]] = {
    UUID: (_Uuids, _UUIDS),
    bytes: (_Bytes, _BYTEAS),
    NoneType: (_Nothings, _NO_TYPE),
}


def _plain_key(values: list[Any]) -> tuple[type[ListDumper], int] | None:
    """Return who writes a list, and as which type; `None`: it is not plain."""
    kinds = set(map(type, values))
    if len(kinds) != 1:
        return None
    [kind] = kinds
    if kind is str:
        return (_Texts, _NO_TYPE) if "\x00" not in "".join(values) else None
    if kind is datetime:
        return (_Instants, _INSTANTS) if all(each.tzinfo for each in values) else None
    if kind is int:
        widest = max(*values, -min(values) - 1)
        array = next((array for below, array in _INTS if widest < below), None)
        return (_Numbers, array) if array else None
    return _PLAIN.get(kind)
