"""Request bodies in the bracketed form that the Stripe API reads: `metadata[serai_payment]=…`."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

Value = str | int | bool | Sequence["Value"] | Mapping[str, "Value"]


def encoded(fields: Mapping[str, Value]) -> bytes:
    """Return the form of nested fields; lists are numbered from 0."""
    return urlencode(list(_flat(fields))).encode()


def _flat(fields: Mapping[str, Value], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        full = f"{prefix}[{name}]" if prefix else name
        if isinstance(value, Mapping):
            yield from _flat(value, full)
        elif isinstance(value, str | int):
            yield full, str(value).lower() if isinstance(value, bool) else str(value)
        else:
            yield from _flat({str(number): item for number, item in enumerate(value)}, full)
