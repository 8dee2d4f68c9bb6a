"""Refuse pictures that were deleted because nobody named them."""

from serai.catalog.domain.row_error import RowError, RowErrors
from serai.plumbing.db import rows

LOCK = "hashtext('catalog.name_pictures')"
"""Held together by those who name pictures, alone by who lets some go: before or after, never between."""
STEM = "substring({} FROM '^/media/([0-9a-f]{{32}}-[1-9][0-9]*x[1-9][0-9]*)-')"
"""SQL for the picture that an address stands for; NULL: it is somewhere else."""


def refuse_gone_pictures(errors: RowErrors) -> None:
    """
    Note media whose files are gone, in `catalog_wrong` too; the others stay until this transaction is over.

    One statement, and one more where media are named.
    """
    if not rows(_HOLD):
        return
    for line, url in rows(_GONE):
        errors.add(RowError(line, "media", f"{url} was deleted: no product named it. {_AGAIN}"))


_AGAIN = "Hand the picture in again."
_HOLD = f"""
SELECT pg_advisory_xact_lock_shared({LOCK})::text
WHERE EXISTS (SELECT FROM catalog_load WHERE jsonb_array_length(media) > 0)
"""  # noqa: S608 - constants
_GONE = f"""
WITH gone AS (
  SELECT l.line, m.value ->> 'url' AS url
  FROM catalog_load l CROSS JOIN LATERAL jsonb_array_elements(l.media) m
  JOIN catalog_unnamed_picture u ON u.stem = {STEM.format("m.value ->> 'url'")}
  WHERE u.gone_at IS NOT NULL
), noted AS (
  INSERT INTO catalog_wrong (line, field, reason) SELECT line, 'media', url FROM gone
)
SELECT line, url FROM gone ORDER BY line, url
"""  # noqa: S608 - constants
