"""Documents as the tables hold them."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from serai.discovery.domain.document import Document, unpacked
from serai.plumbing.db import rows

_SEQ = "SELECT seq FROM discovery_projection WHERE channel_code = %s"

_CHANGED = """
SELECT product_id, seq, card, rest, facts FROM discovery_document
WHERE channel_code = %s AND seq > %s
ORDER BY seq FETCH FIRST 1000 ROWS WITH TIES"""

_CHANGED_BETWEEN = """
SELECT product_id FROM discovery_document
WHERE channel_code = %s AND product_id > %s AND product_id <= %s AND seq > %s"""

_COUNT = "SELECT count(*) FROM discovery_document WHERE channel_code = %s AND seq > %s"

_ANYTHING = """
SELECT EXISTS (SELECT FROM discovery_document WHERE channel_code = %s AND facts IS NOT NULL)"""

_MORE_THAN = """
SELECT EXISTS (
    SELECT FROM discovery_document WHERE channel_code = %s AND facts IS NOT NULL OFFSET %s
)"""

_SHOWN = """
SELECT product_id, seq, card, rest, facts FROM discovery_document
WHERE channel_code = %s AND facts IS NOT NULL AND product_id > %s
ORDER BY product_id LIMIT 5000"""


def latest_seq(channel_code: str) -> int:
    """Return the number of the latest change of a channel's documents, 0 before the first."""
    found = rows(_SEQ, [channel_code])
    return int(found[0][0]) if found else 0


def documents_after(channel_code: str, seq: int) -> list[Document]:
    """Return the documents of the changes after `seq`: about a thousand, and whole changes only."""
    return [_document(row) for row in rows(_CHANGED, [channel_code, seq])]


def changed_between(channel_code: str, seq: int, *, after: UUID, upto: UUID) -> set[UUID]:
    """Return the products between two ids whose documents have changed after `seq`."""
    found = rows(_CHANGED_BETWEEN, [channel_code, after, upto, seq])
    return {product_id for (product_id,) in found}


def changed_since(channel_code: str, seq: int) -> int:
    """Return how many documents have changed after `seq`."""
    return int(rows(_COUNT, [channel_code, seq])[0][0])


def shows_anything(channel_code: str) -> bool:
    """Return whether the channel shows any product."""
    return bool(rows(_ANYTHING, [channel_code])[0][0])


def shows_more_than(channel_code: str, count: int) -> bool:
    """Return whether the channel shows more products than so many."""
    return bool(rows(_MORE_THAN, [channel_code, count])[0][0])


def shown_documents(channel_code: str) -> Iterator[Document]:
    """Yield every document that the channel shows, sorted by product id."""
    after = UUID(int=0)
    while found := rows(_SHOWN, [channel_code, after]):
        yield from (_document(row) for row in found)
        after = found[-1][0]


def _document(row: tuple[Any, ...]) -> Document:
    product_id, seq, card, rest, facts = row
    if facts is None:
        return Document(product_id, seq, b"", b"", None)
    return Document(product_id, seq, bytes(card), bytes(rest), unpacked(facts))
