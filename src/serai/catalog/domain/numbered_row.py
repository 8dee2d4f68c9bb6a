"""A row with the place it was found at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from serai.catalog.domain.row_error import RowError


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A row of a file: its line and its values by column, or why it could not be read."""

    line: int
    values: Mapping[str, Any] = field(default_factory=dict)
    error: RowError | None = None
