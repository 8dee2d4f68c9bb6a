"""
What belongs to a table: its columns and its files, in one small file that is replaced in one step.

Readers see the files of a manifest and no others, so a crash leaves at worst a file that nobody reads, and
a compaction or an erasure is seen whole or not at all.
"""

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec

from serai.plumbing.facts.place import TABLES
from serai.plumbing.facts.registry import Column, FactTable, Kind

_NAME = "manifest.json"


class IncompatibleSchema(RuntimeError):
    """The code declares a column otherwise than the files hold it. Give the new meaning a new name."""


class DataFile(msgspec.Struct, frozen=True):
    """One Parquet file; `name` is relative to the table's folder, instants are microseconds since 1970."""

    name: str
    day: date
    rows: int
    size: int
    first: int
    last: int
    written_at: int


class Retired(msgspec.Struct, frozen=True):
    """A file that no reader begins to read any more, and when it went out of use."""

    name: str
    at: int


class Manifest(msgspec.Struct, frozen=True):
    """The columns by name, the files by day, and files that wait for their last readers to end."""

    columns: dict[str, Kind] = {}
    personal: list[str] = []
    files: list[DataFile] = []
    retired: list[Retired] = []

    @property
    def rows(self) -> int:
        """Return how many rows there are."""
        return sum(file.rows for file in self.files)

    def days(self) -> dict[date, list[DataFile]]:
        """Return the files of each day."""
        days: dict[date, list[DataFile]] = {}
        for file in self.files:
            days.setdefault(file.day, []).append(file)
        return days

    def with_columns_of(self, table: FactTable) -> "Manifest":
        """
        Return the manifest with the columns that a table declares; a column never leaves.

        Raises:
            IncompatibleSchema: a column that is there has another kind now.
        """
        for column in table.all_columns:
            known = self.columns.get(column.name, column.kind)
            if known is not column.kind:
                raise IncompatibleSchema(
                    f"{table.name}.{column.name} holds {known.value}, not {column.kind.value}."
                    " Give the new column another name."
                )
        columns = self.columns | {column.name: column.kind for column in table.all_columns}
        personal = sorted({*self.personal, *table.personal})
        return msgspec.structs.replace(self, columns=columns, personal=personal)

    def with_files(
        self, added: Iterable[DataFile], *, instead_of: Iterable[str] = (), at: int = 0
    ) -> "Manifest":
        """Return the manifest with files added (a name replaces itself) and others retired."""
        fresh = {file.name: file for file in added}
        gone = set(instead_of)
        stays = [file for file in self.files if file.name not in gone | fresh.keys()]
        there = {file.name for file in self.files}
        retired = [*self.retired, *(Retired(name, at) for name in sorted(gone & there))]
        files = sorted([*stays, *fresh.values()], key=lambda file: (file.day, file.name))
        return msgspec.structs.replace(self, files=files, retired=retired)


class TableFolder:
    """The folder of one table."""

    def __init__(self, facts: Path, name: str) -> None:
        self.name, self.path = name, facts / TABLES / name

    def manifest(self) -> Manifest:
        """Return what belongs to the table now; nothing before its first row."""
        try:
            return msgspec.json.decode((self.path / _NAME).read_bytes(), type=Manifest)
        except FileNotFoundError:
            return Manifest()

    def write(self, manifest: Manifest) -> None:
        """Replace the manifest in one step."""
        replace_file(self.path / _NAME, msgspec.json.encode(manifest))

    def columns(self) -> tuple[Column, ...]:
        """Return the columns that the files may hold, as the manifest knows them."""
        manifest = self.manifest()
        return tuple(
            Column(name, kind, "", personal=name in manifest.personal)
            for name, kind in manifest.columns.items()
        )


def table_folders(facts: Path) -> list[TableFolder]:
    """Return every table that has ever had a row, by name."""
    found = sorted((facts / TABLES).glob(f"*/{_NAME}"))
    return [TableFolder(facts, path.parent.name) for path in found]


def replace_file(path: Path, content: bytes) -> None:
    """Write a file so that readers see the old content or the new one, also after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)
