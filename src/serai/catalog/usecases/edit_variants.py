"""Edit many variants at once."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from serai.catalog.domain.numbered_row import NumberedRow
from serai.catalog.domain.product_fields import FIELDS, Of
from serai.catalog.domain.row_error import ImportReport, RowError
from serai.catalog.usecases.product_load.run_load import Manner, run_load
from serai.plumbing.db import unit_of_work


def edit_variants(edits: Iterable[Mapping[str, Any]], *, now: datetime) -> ImportReport:
    """
    Edit many variants at once, all or nothing, in a fixed number of statements.

    An edit has the `sku` and the fields that change (`variant_name`, `gtin`, `unit`, `package_size`,
    `length_mm`, `width_mm`, `height_mm`, `weight_g`, `variant_attributes`, `variant_active`,
    `position`), and perhaps the `version` that it was made from.

    Returns:
        How many products have changed variants, and what is wrong, by place in the list.

    Raises:
        LoadCollided: another change took a GTIN meanwhile; nothing was written.
    """
    with unit_of_work():
        return run_load(_of_variants(edits), Manner("", now, only_known=True))


def _of_variants(edits: Iterable[Mapping[str, Any]]) -> Iterator[NumberedRow]:
    for line, edit in enumerate(edits, start=1):
        foreign = [name for name in edit if name in FIELDS and FIELDS[name].of is not Of.VARIANT]
        error = RowError(line, foreign[0], "This belongs to the product.") if foreign else None
        yield NumberedRow(line, edit, error)
