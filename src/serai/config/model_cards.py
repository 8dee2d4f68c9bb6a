"""What `serai evaluate --cards` keeps of a run, and how the documentation shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec
from django.utils.safestring import SafeString

from serai.config.measurement import Measurement
from serai.config.plot import Plot
from serai.plumbing.back_office.plots.line_plot import DrawnLine, line_plot


@dataclass(frozen=True, slots=True)
class MeasuredFigure:
    """One line of the run, as `Measurement` has it; `of_baseline`: the bar is a multiple of the baseline."""

    name: str
    value: float
    unit: str
    baseline: float | None
    bar: float | None
    at_most: bool
    ok: bool
    note: str
    of_baseline: bool = False


@dataclass(frozen=True, slots=True)
class MeasuredCard:
    """
    What an evaluation measured.

    Attributes:
        name: the evaluation's.
        figures: every line it told.
        plots: what it drew.
    """

    name: str
    figures: tuple[MeasuredFigure, ...]
    plots: tuple[Plot, ...]

    def plot(self, key: str) -> Plot:
        """Return a plot by its key; `LookupError` where there is none."""
        for each in self.plots:
            if each.key == key:
                return each
        raise LookupError(f"The card of {self.name} has no plot {key}.")


def card_of(name: str, lines: Iterable[Measurement]) -> MeasuredCard:
    """Return the card of an evaluation's lines."""
    told = list(lines)
    figures = tuple(
        MeasuredFigure(
            each.name,
            each.value,
            each.unit,
            each.reference,
            each.bar,
            each.at_most,
            each.ok,
            each.note,
            each.bar is not None and each.reference is not None and not each.bar_on_value,
        )
        for each in told
    )
    return MeasuredCard(name, figures, tuple(plot for each in told for plot in each.plots))


def write_card(card: MeasuredCard, folder: Path) -> Path:
    """Write a card as JSON that reads well in a comparison of two versions; its folder is made."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{card.name}.json"
    path.write_bytes(msgspec.json.format(msgspec.json.encode(card), indent=1) + b"\n")
    return path


def read_card(path: Path) -> MeasuredCard:
    """
    Return a card that was written.

    Raises:
        msgspec.ValidationError: it is none.
    """
    return msgspec.json.decode(path.read_bytes(), type=MeasuredCard)


def drawn(card: MeasuredCard, plot: Plot) -> SafeString:
    """Return a plot as SVG, as the back office draws."""
    lines = [DrawnLine(line.name, line.values) for line in plot.lines]
    return line_plot(lines, plot.labels, key=f"{card.name}-{plot.key}", title=plot.title)
