"""A measured figure beside what it is compared with."""

import json
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from serai.config.plot import Plot

_PIPED_WIDTH = 150  # characters; a pipe tells none, and notes are long


@dataclass(frozen=True, slots=True)
class Measurement:
    """
    One line of a benchmark or an evaluation.

    `reference` is the floor or the baseline, measured in the same run where it can be; `ratio` is
    value / reference; `bar` is what the ratio (or, without a reference, the value) must reach, and
    `at_most` says that smaller is better. `plots` show on the model's card what the line says in one number.
    """

    name: str
    value: float
    unit: str
    reference: float | None = None
    bar: float | None = None
    at_most: bool = False
    bar_on_value: bool = False
    note: str = ""
    plots: tuple[Plot, ...] = ()

    @property
    def ratio(self) -> float | None:
        """Return value / reference."""
        return self.value / self.reference if self.reference else None

    @property
    def ok(self) -> bool:
        """Return whether the bar is reached; without a bar nothing is claimed."""
        if self.bar is None:
            return True
        measured = self.value if self.bar_on_value or self.ratio is None else self.ratio
        return measured <= self.bar if self.at_most else measured >= self.bar

    def as_dict(self, reference_name: str) -> dict[str, object]:
        """Return the line for machines; the reference is called "floor" or "baseline"."""
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            reference_name: self.reference,
            "ratio": self.ratio,
            "bar": self.bar,
            "ok": self.ok,
            "at_most": self.at_most,
            "note": self.note,
        }


def print_in_turn(
    names: Iterable[str],
    measure: Callable[[str], Iterable[Measurement]],
    *,
    reference_name: str,
    as_json: bool,
) -> bool:
    """
    Print what each name measures when it is measured; return whether every bar is reached.

    What fails is told on standard error and misses its bar; what comes after it is measured all the same.
    """
    every_bar = True
    for name in names:
        try:
            every_bar &= print_measurements(
                measure(name), reference_name=reference_name, as_json=as_json, title=name
            )
        except Exception:  # noqa: BLE001 - one benchmark says nothing about the next
            every_bar = False
            sys.stderr.write(f"{name} could not be measured to its end:\n{traceback.format_exc()}")
    return every_bar


def print_measurements(
    measurements: Iterable[Measurement], *, reference_name: str, as_json: bool, title: str = ""
) -> bool:
    """Print lines, for machines as they come, for people as a table; return whether every bar is reached."""
    if as_json:
        every_bar = True
        for line in measurements:
            every_bar &= line.ok
            sys.stdout.write(json.dumps(line.as_dict(reference_name)) + "\n")
            sys.stdout.flush()
        return every_bar
    return _print_table(measurements, reference_name, title)


def _print_table(measurements: Iterable[Measurement], reference_name: str, title: str) -> bool:
    table = Table(
        *("name", "value", "unit", reference_name, "ratio", "bar", "ok", "note"),
        title=title or None,
        title_justify="left",
    )
    try:
        return _fill(table, measurements)
    finally:
        if table.row_count:
            Console(width=None if sys.stdout.isatty() else _PIPED_WIDTH).print(table)


def _fill(table: Table, measurements: Iterable[Measurement]) -> bool:
    every_bar = True
    for line in measurements:
        every_bar &= line.ok
        sign = "≤" if line.at_most else "≥"
        table.add_row(
            line.name,
            _figure(line.value),
            line.unit,
            _figure(line.reference),
            _figure(line.ratio),
            f"{sign} {_figure(line.bar)}" if line.bar is not None else "",
            "yes" if line.ok else "NO",
            line.note,
        )
    return every_bar


def _figure(number: float | None) -> str:
    if number is None:
        return ""
    if abs(number) >= 1000:
        return f"{number:,.0f}"
    return f"{number:.3g}" if abs(number) < 1 else f"{number:.2f}"
