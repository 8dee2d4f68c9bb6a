"""Put files and keys behind an article that comes by wire."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.catalog import public as catalog
from serai.kernel.errors import DomainError, Kind
from serai.ordering.models import DigitalFile
from serai.plumbing.db import execute, unit_of_work

LARGEST = 20 * 1024 * 1024
LONGEST_KEY = 500
_KEYS = """
INSERT INTO ordering_licence_key (variant_id, text, added_at)
SELECT %s, text, %s FROM unnest(%s::text[]) AS given (text)
ON CONFLICT (variant_id, text) DO NOTHING
"""


class DigitalRefused(DomainError):
    """A file or a key cannot be sold so."""

    code = "ordering.digital_refused"
    kind = Kind.REJECTED

    def __init__(self, sku: str, reason: str) -> None:
        self.sku, self.reason = sku, reason
        super().__init__(f"{sku}: {reason}")


@dataclass(frozen=True, slots=True)
class AddFile:
    """A file of an article, and how often and for how many days its buyers may download it."""

    sku: str
    name: str
    content_type: str
    content: bytes
    most_downloads: int = 5
    days: int = 30


@unit_of_work()
def add_file(command: AddFile, *, now: datetime) -> UUID:
    """
    Let a file come with an article; the same content again is the same file with other limits.

    Raises:
        DigitalRefused: the article sells no files, or the file is empty or too large.
    """
    variant_id = _article(command.sku, catalog.Nature.FILE)
    if not 0 < len(command.content) <= LARGEST:
        raise DigitalRefused(command.sku, f"a file has 1 to {LARGEST:,} bytes.")
    row, _ = DigitalFile.objects.update_or_create(
        variant_id=variant_id,
        sha256=hashlib.sha256(command.content).hexdigest(),
        defaults={
            "name": command.name,
            "content_type": command.content_type,
            "content": command.content,
            "size": len(command.content),
            "most_downloads": command.most_downloads,
            "days": command.days,
            "is_offered": True,
            "added_at": now,
        },
    )
    return row.pk


@unit_of_work()
def add_keys(sku: str, keys: Sequence[str], *, now: datetime) -> int:
    """
    Put keys into an article's pool; those that are there already are left alone. Return how many were new.

    Raises:
        DigitalRefused: the article sells no keys, or one of them is empty or too long.
    """
    variant_id = _article(sku, catalog.Nature.KEYS)
    if any(not 0 < len(key) <= LONGEST_KEY or not key.isprintable() for key in keys):
        raise DigitalRefused(sku, f"a key has 1 to {LONGEST_KEY} printable characters.")
    return execute(_KEYS, [variant_id, now, list(dict.fromkeys(keys))])


def _article(sku: str, nature: catalog.Nature) -> UUID:
    variant = catalog.variants_of_skus([sku]).get(sku)
    if variant is None or catalog.article_terms(variant.id).nature is not nature:
        raise DigitalRefused(sku, f"is no article whose terms say {nature.value!r}.")
    return variant.id
