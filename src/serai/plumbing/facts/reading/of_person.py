"""What the facts tell of a person."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import polars as pl

from serai.plumbing.facts.manifest import table_folders
from serai.plumbing.facts.place import facts_folder

_WHO = "customer_id"


def facts_of_person(ids: Sequence[UUID]) -> Iterator[Mapping[str, Any]]:
    """Yield every row of every table that names one of these customers, with its table; file by file."""
    wanted = [str(each) for each in ids]
    for folder in table_folders(facts_folder()):
        manifest = folder.manifest()
        if _WHO not in manifest.columns:
            continue
        for file in manifest.files:
            rows = pl.scan_parquet(folder.path / file.name)
            if _WHO not in rows.collect_schema().names():
                continue
            mine = rows.filter(pl.col(_WHO).is_in(wanted)).collect()
            for row in mine.iter_rows(named=True):
                yield {"table": folder.name, **{k: v for k, v in row.items() if v is not None}}
