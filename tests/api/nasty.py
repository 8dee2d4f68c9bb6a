"""Values that people, programs and attackers send where a name or a number was meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MEGABYTE = "M" * 2**20
HALF_A_MEGABYTE = "M" * 2**19
SQL = "Robert'); DROP TABLE ordering_order; --"
HTML = "<script>alert(document.cookie)</script><img src=x onerror=alert(1)>"

TEXTS = (
    SQL,
    "x' union select digest from api_keys --",
    HTML,
    "{{7*7}} ${7*7} {0.__class__} %s %(name)s %n",
    "../../../etc/passwd",
    "\u202eevil\u202c \u200fשלום\u200e",
    "e\u0301\u0301\u0301 👩‍👩‍👧 \U0001f4a9",
    "\ufeffmark \u200bzero width",
    "line\r\nBcc: everybody@example.org",
    "bell\x07 escape\x1b[31m",
    "lone \ud800 surrogate",
    "null \x00 character",
    "",
    " \u00a0\u3000",
    HALF_A_MEGABYTE,
    MEGABYTE,
)
NOT_TEXTS = (7, True, None, ["a"], {"$gt": ""})
NUMBERS = (
    -1,
    0,
    1.5,
    2**31,
    2**63,
    -(2**63) - 1,
    10**30,
    10**400,
    True,
    False,
    "7",
    "٣",
    "1e3",
    "0x10",
    "",
    None,
    [1],
    {},
)
RAW = (
    b"1e400",
    b"-1e400",
    b"NaN",
    b"Infinity",
    b"-Infinity",
    b"1e-400",
    b"00012",
    b"1_000",
    b"\xff",
)
"""What stands in the body as it is: JSON that is none, and numbers that no float can hold."""

BODIES = (
    b"",
    b"{",
    b"[]",
    b"null",
    b"true",
    b"7",
    b'"text"',
    b"{}{}",
    b"\xff\xfe{\x00}\x00",
    b"\xef\xbb\xbf{}",
    '{"lines": "é"}'.encode("latin-1"),
    b'{"a": 1, "a": 2}',
    b"[" * 100_000,
    b'{"a":' * 50_000,
    b'{"__proto__": {"a": 1}, "constructor": {}}',
)

_MARK = "7531902468"


@dataclass(frozen=True)
class Nasty:
    """A value to be put into a field; `raw` bytes take the place of the whole JSON value."""

    value: Any = None
    raw: bytes | None = None

    def body(self, encode: Any, with_value: Any) -> bytes:
        """Return the body that `with_value` makes of this value."""
        if self.raw is None:
            return encode(with_value(self.value)).encode()
        return encode(with_value(int(_MARK))).encode().replace(_MARK.encode(), self.raw)

    def __str__(self) -> str:
        return repr(self.value)[:60] if self.raw is None else repr(self.raw)


def for_kinds(kinds: set[str]) -> Iterator[Nasty]:
    """Return what is nasty for a field that takes these JSON types."""
    values: list[Any] = [*TEXTS, *NOT_TEXTS]
    if kinds & {"integer", "number"}:
        values = [*NUMBERS, SQL, HTML, MEGABYTE]
    elif kinds == {"boolean"}:
        values = ["yes", "", 2, -1, 1.5, [], {}, None, SQL]
    for value in values:
        yield Nasty(value)
    for raw in RAW if kinds & {"integer", "number"} else RAW[-1:]:
        yield Nasty(raw=raw)
