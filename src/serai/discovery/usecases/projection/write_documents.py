"""Documents into the tables, under the channel's number of changes."""

from collections.abc import Sequence
from uuid import UUID

from serai.discovery.domain.document import Document, packed
from serai.plumbing.db import copy_into, execute, rows

_NEXT = """
INSERT INTO discovery_projection AS known (channel_code, seq) VALUES (%s, 1)
ON CONFLICT (channel_code) DO UPDATE SET seq = known.seq + 1 RETURNING seq"""

_STAGE = """
CREATE TEMPORARY TABLE IF NOT EXISTS discovery_fresh
  (product_id uuid, seq bigint, card bytea, rest bytea, facts bytea) ON COMMIT DELETE ROWS"""

_WRITE = """
INSERT INTO discovery_document AS known (channel_code, product_id, seq, card, rest, facts)
SELECT %s, fresh.* FROM discovery_fresh AS fresh
ON CONFLICT (channel_code, product_id) DO UPDATE
SET seq = excluded.seq, card = excluded.card, rest = excluded.rest, facts = excluded.facts
WHERE (known.card, known.rest, known.facts)
      IS DISTINCT FROM (excluded.card, excluded.rest, excluded.facts)"""

_WITHDRAW = """
UPDATE discovery_document SET seq = %s, card = NULL, rest = NULL, facts = NULL
WHERE channel_code = %s AND product_id = ANY(%s) AND facts IS NOT NULL"""

_WITHDRAW_OTHERS = """
UPDATE discovery_document AS known SET seq = %s, card = NULL, rest = NULL, facts = NULL
WHERE channel_code = %s AND product_id > %s AND product_id <= %s AND facts IS NOT NULL
  AND NOT EXISTS (SELECT FROM discovery_fresh AS fresh WHERE fresh.product_id = known.product_id)"""


def next_seq(channel_code: str) -> int:
    """
    Return the number of a new change and hold the channel until the transaction ends.

    Whoever changes documents calls this before reading anything: what it then reads cannot be older than
    what another one has written.
    """
    return int(rows(_NEXT, [channel_code])[0][0])


def write_documents(channel_code: str, documents: Sequence[Document]) -> int:
    """Write those documents that differ from what is there; return how many did."""
    gone = [each for each in documents if each.facts is None]
    changed = _write_shown(channel_code, documents) if len(gone) < len(documents) else 0
    if gone:
        ids = [each.product_id for each in gone]
        changed += execute(_WITHDRAW, [gone[0].seq, channel_code, ids])
    return changed


def replace_documents(
    channel_code: str, documents: Sequence[Document], *, after: UUID, upto: UUID, seq: int
) -> int:
    """Let the channel show exactly these documents of the products from `after`, without it, to `upto`."""
    changed = _write_shown(channel_code, documents)
    return changed + execute(_WITHDRAW_OTHERS, [seq, channel_code, after, upto])


def _write_shown(channel_code: str, documents: Sequence[Document]) -> int:
    execute(_STAGE)
    execute("TRUNCATE discovery_fresh")
    copy_into(
        "discovery_fresh",
        ("product_id", "seq", "card", "rest", "facts"),
        (
            (each.product_id, each.seq, each.card, each.rest, packed(each.facts))
            for each in documents
            if each.facts
        ),
    )
    return execute(_WRITE, [channel_code])
