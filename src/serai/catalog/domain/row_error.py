"""What is wrong with one row of a load."""

from dataclasses import dataclass


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
