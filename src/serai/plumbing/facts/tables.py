"""Every table that there is: declared, told by an event class, or only known from its files."""

import serai.plumbing.facts.clickstream.vocabulary  # noqa: F401 - declares its tables
from serai.plumbing.facts.business import business_tables
from serai.plumbing.facts.manifest import TableFolder, table_folders
from serai.plumbing.facts.place import facts_folder
from serai.plumbing.facts.registry import KEY, FactTable, declared

_OLD = "No code declares this table any more."


class UnknownFacts(LookupError):
    """No fact table has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There are no facts named {name!r}; `serai facts ls` lists them.")


def all_tables() -> dict[str, FactTable]:
    """Return every table by its name: those of the code, then those that only their files tell."""
    known = {**declared(), **business_tables()}
    for folder in table_folders(facts_folder()):
        if folder.name not in known:
            known[folder.name] = _of_files(folder)
    return known


def fact_table(name: str) -> FactTable:
    """
    Return a table by its name.

    Raises:
        UnknownFacts: there is none.
    """
    try:
        return all_tables()[name]
    except KeyError:
        raise UnknownFacts(name) from None


def _of_files(folder: TableFolder) -> FactTable:
    key = {column.name for column in KEY}
    columns = tuple(column for column in folder.columns() if column.name not in key)
    return FactTable(folder.name, _OLD, columns, source="files")
