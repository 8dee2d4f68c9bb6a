"""Forget pictures that nobody names any more."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from serai.catalog.domain.pictures.address import PREFIX, KeptPicture, kept_at
from serai.catalog.ports import PictureStore
from serai.catalog.usecases.pictures.alone_with import alone_with
from serai.catalog.usecases.product_load.refuse_gone_pictures import LOCK, STEM
from serai.plumbing.db import execute, refuse_inside_work, rows, unit_of_work
from serai.plumbing.wiring import bound

GRACE = timedelta(days=30)
"""How long no product names a picture before its files are deleted."""


def forget_pictures(*, now: datetime) -> int:
    """
    Note which pictures no product names, and delete those of which that has been so for thirty days.

    A product that names one at this moment keeps it, or is refused. Safe to repeat: what dies on the way is taken
    up by the next run. Call it outside a unit of work.

    Returns:
        How many pictures were deleted.

    Raises:
        OSError: the store could not be read, or a file not be deleted.
    """
    refuse_inside_work()
    kept = (kept_at(PREFIX + name) for name in bound(PictureStore).names())
    there = {picture.stem: picture for picture in kept if picture is not None}
    _note(list(there), now)
    return sum(_forget(there[stem]) for stem in _gone(there, now))


@unit_of_work()
def _note(stems: Sequence[str], now: datetime) -> None:
    """Note what is named by none since when, and strike out what is named again."""
    params = {"stems": stems, "now": now}
    execute(_FOUND, params)
    execute(_NAMED_AGAIN, params)


@unit_of_work()
def _gone(there: Mapping[str, KeptPicture], now: datetime) -> list[str]:
    """Return the pictures that are to go; from now on no product can name them any more."""
    execute(f"SELECT pg_advisory_xact_lock({LOCK})")
    return [stem for (stem,) in rows(_GOES, {"due": now - GRACE, "now": now}) if stem in there]


def _forget(picture: KeptPicture) -> bool:
    """Delete the files of a picture, unless somebody has handed it in again."""
    with alone_with(picture.stem):
        gone = rows(
            "SELECT FROM catalog_unnamed_picture WHERE stem = %s AND gone_at IS NOT NULL",
            [picture.stem],
        )
        if gone:
            for name in picture.names:
                bound(PictureStore).delete(name)
    return bool(gone)


_NAMED = f"SELECT {STEM.format('m.url')} FROM catalog_media m WHERE m.url LIKE '/media/%%'"  # noqa: S608 - constants
_FOUND = f"""
INSERT INTO catalog_unnamed_picture (stem, found_at)
SELECT stem, %(now)s FROM unnest(%(stems)s::text[]) AS there (stem)
WHERE stem NOT IN ({_NAMED} AND {STEM.format("m.url")} IS NOT NULL)
ORDER BY stem ON CONFLICT DO NOTHING
"""  # noqa: S608 - constants
_NAMED_AGAIN = f"""
DELETE FROM catalog_unnamed_picture
WHERE gone_at IS NULL AND (stem IN ({_NAMED}) OR stem <> ALL(%(stems)s::text[]))
"""  # noqa: S608 - constants
_GOES = f"""
WITH going AS (
  UPDATE catalog_unnamed_picture SET gone_at = %(now)s
  WHERE gone_at IS NULL AND found_at <= %(due)s
    AND stem NOT IN ({_NAMED} AND {STEM.format("m.url")} IS NOT NULL)
  RETURNING stem
)
SELECT stem FROM going
UNION SELECT stem FROM catalog_unnamed_picture WHERE gone_at IS NOT NULL ORDER BY stem
"""  # noqa: S608 - constants
