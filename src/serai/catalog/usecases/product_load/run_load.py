"""Run a load: stage, check, write, tell."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import IntegrityError

from serai.catalog.domain.numbered_row import NumberedRow
from serai.catalog.domain.product_fields import Types
from serai.catalog.domain.product_row import read_row, unread_row
from serai.catalog.domain.row_error import ImportReport, RowErrors
from serai.catalog.queries.attributes import attribute_types
from serai.catalog.usecases.announce_products import announce_products
from serai.catalog.usecases.product_load.check_rows import check_rows, leave_out_bad_rows
from serai.catalog.usecases.product_load.refuse_gone_pictures import refuse_gone_pictures
from serai.catalog.usecases.product_load.stage_rows import stage_rows
from serai.catalog.usecases.product_load.write_parts import write_parts
from serai.catalog.usecases.product_load.write_products import write_products
from serai.catalog.usecases.product_load.write_variants import write_variants
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.plumbing import db

Rows = Iterable[Mapping[str, Any] | NumberedRow]
Advance = Callable[[int], None]
_TICK = 1000
"""How many rows pass between two steps of a progress bar."""


class LoadCollided(DomainError):
    """Someone else took a slug, SKU or GTIN while the load was being written."""

    code = "catalog.load_collided"
    kind = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__("Another change got in between; nothing was written. Try again.")


class Manner(NamedTuple):
    """How a load is run; see `upsert_products`."""

    source: str
    now: datetime
    skip_bad: bool = False
    only_known: bool = False


def run_load(rows: Rows, manner: Manner, progress: Advance = lambda _: None) -> ImportReport:
    """
    Write rows in the open unit of work.

    Raises:
        LoadCollided: another change took a slug, SKU or GTIN meanwhile.
    """
    errors = RowErrors()
    try:
        stage_rows(_read(rows, attribute_types(), errors, progress))
        check_rows(errors, only_known=manner.only_known)
        refuse_gone_pictures(errors)
        if errors.count and not manner.skip_bad:
            [(staged,)] = db.rows("SELECT count(*) FROM catalog_staged")
            return _report(errors, rejected=staged)
        rejected = leave_out_bad_rows() if errors.count else 0
        write_products(source=manner.source, now=manner.now)
        write_variants()
        write_parts(now=manner.now)
        return _announced(errors, rejected)
    except IntegrityError as collision:
        raise LoadCollided from collision


def _read(
    rows: Rows, types: Types, errors: RowErrors, progress: Advance
) -> Iterator[tuple[Any, ...]]:
    """Give each row as it is staged, with the ids for what may be new."""
    count = 0
    for count, row in enumerate(rows, start=1):
        numbered = row if isinstance(row, NumberedRow) else NumberedRow(count, row)
        if numbered.error is None:
            staged = read_row(numbered.line, numbered.values, types, errors)
        else:
            staged = unread_row(numbered.line, numbered.error, errors)
        yield *staged, uuid7(), uuid7()
        if count % _TICK == 0:
            progress(_TICK)
    progress(count % _TICK)


def _announced(errors: RowErrors, rejected: int) -> ImportReport:
    """Publish what was written and count it."""
    touched = db.rows(
        "SELECT product_id, bool_or(what = 'created') FROM catalog_touched"
        " GROUP BY product_id ORDER BY product_id"
    )
    announce_products([product_id for product_id, _ in touched])
    [(products,)] = db.rows("SELECT count(DISTINCT product_id) FROM catalog_load")
    created = sum(1 for _, is_new in touched if is_new)
    return _report(
        errors,
        created=created,
        updated=len(touched) - created,
        unchanged=products - len(touched),
        rejected=rejected,
    )


def _report(errors: RowErrors, **counts: int) -> ImportReport:
    return ImportReport(**counts, error_count=errors.count, errors=tuple(sorted(errors.kept)))
