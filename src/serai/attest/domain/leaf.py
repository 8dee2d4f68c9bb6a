"""What a leaf of the log holds: a record, whose it is, and a salt against guessing."""

import hmac
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any
from zlib import crc32

from serai.attest.domain.verifier import canonical, leaf_hash

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Leaf:
    """
    The hash of a leaf, and a small checksum of each field, in the order of their names.

    The checksums prove nothing; they tell which field was changed when the hash says that one was.
    """

    hash: bytes
    marks: bytes


def salt_of(salt_key: bytes, source: str, key: str) -> str:
    """Return what makes the hash of a record impossible to guess for who does not know the record."""
    return hmac.digest(salt_key, f"{source}\n{key}".encode(), "sha256")[:16].hex()


def leaf_of(source: str, key: str, salt: str, record: Record) -> Leaf:
    """
    Return the leaf of a record.

    It is the hash of `{"key": …, "record": …, "salt": …, "source": …}` as canonical JSON. The names of a
    record's fields are lower-case words of ASCII.

    Raises:
        ValueError: the record has no exact JSON form.
    """
    names = sorted(record)
    fields = [_value(record[name]) for name in names]
    marks = array("I", [crc32(field.encode()) for field in fields])
    body = ",".join([f'"{name}":{field}' for name, field in zip(names, fields, strict=True)])
    data = f'{{"key":{_value(key)},"record":{{{body}}},"salt":"{salt}","source":"{source}"}}'
    return Leaf(leaf_hash(data.encode()), marks.tobytes())


def _value(value: Any) -> str:
    """Return the canonical form; short cuts for what nearly every field is."""
    if type(value) is str:
        return encode_basestring(value)
    return "null" if value is None else canonical(value)


def changed_fields(marks: bytes, record: Record) -> list[str]:
    """Return the fields that are not what they were, as far as the checksums tell."""
    now = leaf_of("", "", "", record).marks
    names = sorted(record)
    if len(now) != len(marks):
        return names
    return [
        name for place, name in enumerate(names) if now[place * 4 :][:4] != marks[place * 4 :][:4]
    ]
