"""Load a product file."""

from datetime import datetime
from pathlib import Path

from serai.catalog.domain.row_error import ImportReport
from serai.catalog.usecases.product_load.run_load import Advance
from serai.catalog.usecases.read_product_file import FileFormat, read_product_file
from serai.catalog.usecases.upsert_products import upsert_products
from serai.kernel.errors import DomainError, Kind

_SUFFIXES = {
    ".csv": FileFormat.CSV,
    ".jsonl": FileFormat.JSON_LINES,
    ".ndjson": FileFormat.JSON_LINES,
    ".parquet": FileFormat.PARQUET,
}


class UnknownFileFormat(DomainError):
    """The file's name does not say what it is written in."""

    code = "catalog.unknown_file_format"
    kind = Kind.MALFORMED

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} should end in one of: {', '.join(_SUFFIXES)}.")


def import_product_file(
    path: Path, *, now: datetime, skip_bad: bool = False, progress: Advance = lambda _: None
) -> ImportReport:
    """
    Load a CSV, JSON Lines or Parquet file of products as `upsert_products` does.

    Raises:
        UnknownFileFormat: the name ends in something else.
        LoadCollided: another change got in between; nothing was written.
        OSError: the file cannot be opened.
    """
    format_ = _SUFFIXES.get(path.suffix.lower())
    if format_ is None:
        raise UnknownFileFormat(path.name)
    with path.open("rb") as file:
        rows = read_product_file(file, format_)
        return upsert_products(
            rows, source=path.name, now=now, skip_bad=skip_bad, progress=progress
        )
