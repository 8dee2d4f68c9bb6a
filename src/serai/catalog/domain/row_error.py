"""What is wrong with the rows of a load."""

from dataclasses import dataclass, field

MOST_KEPT = 1000
"""How many errors a report lists; the rest are counted."""


@dataclass(frozen=True, slots=True, order=True)
class RowError:
    """
    One thing that is wrong with one row.

    `line` counts from 1: the line of the file, or the place in the list. `field` is the column's
    name, or empty when the whole row is meant.
    """

    line: int
    field: str
    reason: str


@dataclass(slots=True)
class RowErrors:
    """Errors as they are found; the first thousand are kept, all are counted."""

    kept: list[RowError] = field(default_factory=list)
    count: int = 0

    def add(self, error: RowError) -> None:
        """Note one error; what it quotes of the row becomes valid Unicode."""
        self.count += 1
        if len(self.kept) < MOST_KEPT:
            self.kept.append(RowError(error.line, _valid(error.field), _valid(error.reason)))


def _valid(text: str) -> str:
    return text.encode(errors="replace").decode()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """
    What a load did.

    `created`, `updated` and `unchanged` count what the load is about (products, categories, …);
    `rejected` counts rows that were not written. `errors` lists the first thousand of `error_count`,
    by line. When a load is all or nothing and has errors, nothing was written.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    error_count: int = 0
    errors: tuple[RowError, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether every row was taken."""
        return self.error_count == 0
