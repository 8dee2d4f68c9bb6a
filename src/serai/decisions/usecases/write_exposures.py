"""Write what was shown, by the thousand."""

from collections.abc import Iterator, Sequence
from typing import Any

import psycopg.errors
from django.db import transaction

from serai.decisions.domain.exposure_buffer import ExposureBatch, ExposureBuffer, buffer
from serai.decisions.domain.token import NOT_RANKED
from serai.plumbing.db import copy_into, execute
from serai.plumbing.json import as_json

COLUMNS = (
    "decision_id",
    "position",
    "setting_id",
    "policy_id",
    "arm_id",
    "subject",
    "holdout",
    "item",
    "propensity",
    "shadow_position",
    "shadow_propensity",
    "segment",
    "features",
    "shown_at",
)
_AT_ONCE = 2000
_NAMES = ", ".join(COLUMNS)


def write_exposures(waiting: ExposureBuffer = buffer) -> int:
    """
    Write everything that waits in this process; return how many exposures that were.

    COPY in transactions of 2,000 decisions. What cannot be written goes back into the buffer.
    """
    written = 0
    while batches := waiting.take(_AT_ONCE):
        try:
            written += _write(batches)
        except BaseException:
            waiting.put_back(batches)
            raise
    return written


def _write(batches: Sequence[ExposureBatch]) -> int:
    try:
        with transaction.atomic():
            return copy_into("decisions_exposure", COLUMNS, _rows(batches))
    except psycopg.errors.UniqueViolation:
        return _write_the_missing(batches)


def _write_the_missing(batches: Sequence[ExposureBatch]) -> int:
    """Write beside what an outcome's token restored already: the rare and slower way."""
    with transaction.atomic():
        execute(
            "CREATE TEMP TABLE decisions_late (LIKE decisions_exposure INCLUDING DEFAULTS)"
            " ON COMMIT DROP"
        )
        copy_into("decisions_late", COLUMNS, _rows(batches))
        written = execute(
            f"INSERT INTO decisions_exposure ({_NAMES}) SELECT {_NAMES} FROM decisions_late"  # noqa: S608
            " ON CONFLICT (decision_id, position) DO UPDATE"
            " SET segment = excluded.segment, features = excluded.features, restored = false"
            " WHERE decisions_exposure.restored"
        )
        execute("DROP TABLE decisions_late")
        return written


def _rows(batches: Sequence[ExposureBatch]) -> Iterator[Sequence[Any]]:
    for batch in batches:
        shown = batch.shown
        head = (
            shown.decision_id,
            shown.setting_id,
            shown.policy_id,
            shown.arm_id,
            shown.subject,
            shown.holdout,
        )
        features = as_json(batch.features).decode() if batch.features else None
        for one in batch.items:
            beside = shown.shadow
            ranked = beside and one.shadow_position != NOT_RANKED
            yield (
                head[0],
                one.position,
                *head[1:],
                str(one.item),
                one.propensity,
                one.shadow_position if ranked else None,
                one.shadow_propensity if beside else None,
                batch.segment,
                features if one.position == 0 else None,
                batch.shown_at,
            )
