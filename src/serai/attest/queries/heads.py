"""Signed heads, and the keys that signed them."""

import base64
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from serai.kernel.errors import DomainError, Kind
from serai.kernel.pages import Page, decode_cursor, encode_cursor
from serai.plumbing.db import rows


class NoHead(DomainError):
    """Nothing is in the log yet."""

    code = "attest.no_head"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("The log has no signed head yet; ask again in a few minutes.")


@dataclass(frozen=True, slots=True)
class HeadView:
    """A head: how many leaves, their root (hexadecimal), when, the key, and the signed note."""

    size: int
    root: str
    signed_at: datetime
    vkey: str
    note: str


@dataclass(frozen=True, slots=True)
class KeyView:
    """A key: as signed notes write it, who vouched for it (base64; empty for the first), and its time."""

    vkey: str
    endorsement: str
    created_at: datetime
    retired_at: datetime | None


_HEAD = """
SELECT h.id, h.size, encode(h.root, 'hex'), h.signed_at, k.vkey, h.note
FROM attest_head AS h JOIN attest_key AS k ON k.id = h.key_id"""


def latest_head(*, at_least: int = 0) -> HeadView:
    """
    Return the newest head; one statement.

    Raises:
        NoHead: none has (so many) leaves yet.
    """
    found = rows(f"{_HEAD} ORDER BY h.id DESC LIMIT 1")
    if not found or found[0][1] < at_least:
        raise NoHead
    return _head(found[0])


def head_page(*, cursor: str | None, limit: int) -> Page[HeadView]:
    """
    Return heads, the newest first; one statement.

    Raises:
        BadCursor: the cursor is not of this list.
    """
    before = decode_cursor(cursor, int)[0] if cursor else 2**63 - 1
    found = rows(f"{_HEAD} WHERE h.id < %s ORDER BY h.id DESC LIMIT %s", [before, limit + 1])
    shown = found[:limit]
    following = encode_cursor(shown[-1][0]) if len(found) > limit else None
    return Page([_head(row) for row in shown], following)


def key_history() -> list[KeyView]:
    """Return every key the log ever had, oldest first; one statement."""
    found = rows(
        "SELECT vkey, endorsement, created_at, retired_at FROM attest_key ORDER BY created_at, id"
    )
    return [
        KeyView(vkey, base64.b64encode(endorsement).decode(), created_at, retired_at)
        for vkey, endorsement, created_at, retired_at in found
    ]


def _head(row: tuple[Any, ...]) -> HeadView:
    return HeadView(*row[1:])
