"""Days that are older than a table keeps them are removed."""

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from serai.plumbing.facts.manifest import table_folders
from serai.plumbing.facts.tables import all_tables
from serai.plumbing.facts.writing.compact import sweep


def retain(facts: Path, *, keep: Mapping[str, int], today: date, at: int) -> int:
    """
    Remove whole days past their time; call it under the writer's lock.

    Args:
        facts: the folder of facts.
        keep: days by table, where the installation decides otherwise than the table itself.
        today: the present day in UTC.
        at: now, microseconds since 1970.

    Returns:
        How many rows went.
    """
    tables, gone = all_tables(), 0
    for folder in table_folders(facts):
        days = keep.get(folder.name, tables[folder.name].keep_days)
        if days is None:
            continue
        manifest = folder.manifest()
        old = [file for file in manifest.files if file.day < today - timedelta(days=days)]
        if old:
            folder.write(manifest.with_files([], instead_of=[file.name for file in old], at=at))
            gone += sum(file.rows for file in old)
        sweep(folder, at=at)
    return gone
