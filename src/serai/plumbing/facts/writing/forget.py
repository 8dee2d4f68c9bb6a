"""A person leaves the facts: their rows stay, and nothing in them says whose they were."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from serai.kernel.ids import uuid7
from serai.plumbing.facts.manifest import DataFile, TableFolder, table_folders
from serai.plumbing.facts.tables import all_tables
from serai.plumbing.facts.writing.compact import read_files, sweep
from serai.plumbing.facts.writing.parts import write_part
from serai.plumbing.facts.writing.refused import unnamed

_WHO, _BROWSER = "customer_id", "client_id"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was rewritten."""

    rows: int = 0
    files: int = 0


def forget(
    facts: Path, *, customer_ids: Iterable[str], client_ids: Iterable[str] = (), at: int,
    only_clicks: bool = False,
) -> Forgotten:  # fmt: skip
    """
    Empty the personal columns of every row of some people; call it under the writer's lock, after a drain.

    Browsers that a customer was logged in with are theirs: what those did before the log-in is emptied too.
    Files that held a name are gone from the disk when this returns.

    Args:
        facts: the folder of facts.
        customer_ids: who.
        client_ids: and which browsers.
        at: now, microseconds since 1970.
        only_clicks: leave business events as they are: consent was withdrawn, nothing else.
    """
    customers = sorted(set(customer_ids))
    tables = all_tables()
    folders = [
        folder
        for folder in table_folders(facts)
        if not only_clicks or tables[folder.name].source == "clickstream"
    ]
    browsers = sorted({*client_ids, *_browsers_of(folders, customers)})
    whose = {_WHO: customers, _BROWSER: browsers}
    done = [_forget_in(folder, whose, at=at) for folder in folders]
    return Forgotten(sum(each.rows for each in done), sum(each.files for each in done))


def _browsers_of(folders: list[TableFolder], customers: list[str]) -> set[str]:
    found: set[str] = set()
    for folder in folders:
        manifest = folder.manifest()
        if _BROWSER in manifest.columns and _WHO in manifest.columns:
            for file in manifest.files:
                rows = pl.scan_parquet(folder.path / file.name).filter(
                    pl.col(_WHO).is_in(customers)
                )
                found |= set(rows.select(_BROWSER).drop_nulls().unique().collect()[_BROWSER])
    return found


def _forget_in(folder: TableFolder, whose: dict[str, list[str]], *, at: int) -> Forgotten:
    manifest = folder.manifest()
    tests = [pl.col(name).is_in(ids) for name, ids in whose.items() if name in manifest.columns]
    if not tests:
        return Forgotten()
    mine = pl.any_horizontal(tests)
    found = {file.name: _count(folder, file, whose) for file in manifest.files}
    touched = [file for file in manifest.files if found[file.name]]
    fresh = [
        write_part(
            folder,
            unnamed(read_files(folder, manifest, [file]), tuple(manifest.personal), mine),
            day=file.day,
            name=str(uuid7()),
            at=at,
        )
        for file in touched
    ]
    if touched:
        gone = [file.name for file in touched]
        folder.write(manifest.with_files(fresh, instead_of=gone, at=at))
    sweep(folder, at=at, patience=0)
    return Forgotten(sum(found.values()), len(touched))


def _count(folder: TableFolder, file: DataFile, whose: dict[str, list[str]]) -> int:
    rows = pl.scan_parquet(folder.path / file.name)
    there = rows.collect_schema().names()
    tests = [pl.col(name).is_in(ids) for name, ids in whose.items() if name in there]
    if not tests:
        return 0
    return int(rows.filter(pl.any_horizontal(tests)).select(pl.len()).collect().item())
