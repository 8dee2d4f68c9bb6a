"""
Model cards: figures and plots that `serai evaluate NAME --cards docs/models/measured` has measured.

`{measured} NAME` writes the table of figures and every plot; `{plot} NAME/KEY` one plot. A card that is missing, or
that is none, fails the build.
"""

from pathlib import Path
from typing import Any, ClassVar

import msgspec
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

from serai.config.model_cards import MeasuredCard, MeasuredFigure, drawn, read_card
from serai.config.plot import Plot

MEASURED = Path(__file__).parents[1] / "models" / "measured"
_HEADS = ("what", "ours", "baseline", "bar", "")


class Measured(Directive):
    """The figures of a card, then its plots."""

    required_arguments: ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        """Return a table and a figure for each plot."""
        card = card_named(self)
        return [table_of(card), *(figure_of(card, plot) for plot in card.plots)]


class OnePlot(Directive):
    """One plot of a card."""

    required_arguments: ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        """Return the plot."""
        card = card_named(self)
        try:
            return [figure_of(card, card.plot(self.arguments[0].partition("/")[2]))]
        except LookupError as missing:
            raise self.error(str(missing)) from None


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the two directives."""
    app.add_directive("measured", Measured)
    app.add_directive("plot", OnePlot)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def card_named(directive: Directive) -> MeasuredCard:
    """Return the card that a directive names; the page is built anew when it changes."""
    path = MEASURED / f"{directive.arguments[0].partition('/')[0]}.json"
    directive.state.document.settings.record_dependencies.add(str(path))
    try:
        return read_card(path)
    except (OSError, msgspec.DecodeError) as wrong:
        raise directive.error(f"No card {path.name}: {wrong}") from None


def table_of(card: MeasuredCard) -> nodes.table:
    """Return the figures as a table; what misses its bar says so."""
    group = nodes.tgroup(cols=len(_HEADS))
    group += [nodes.colspec(colwidth=width) for width in (30, 10, 10, 10, 40)]
    head = nodes.thead()
    head += _row(_HEADS)
    body = nodes.tbody()
    body += [_row(_cells(figure)) for figure in card.figures]
    group += [head, body]
    return nodes.table("", group)


def figure_of(card: MeasuredCard, plot: Plot) -> nodes.figure:
    """Return a plot with its title below."""
    whole = nodes.figure(classes=["measured"])
    whole += nodes.raw("", str(drawn(card, plot)), format="html")
    whole += nodes.caption("", plot.title)
    return whole


def _cells(figure: MeasuredFigure) -> tuple[str, ...]:
    sign = "≤" if figure.at_most else "≥"
    of_what = " × baseline" if figure.of_baseline else ""
    missed = "" if figure.ok else ", missed"
    bar = "" if figure.bar is None else f"{sign} {_number(figure.bar)}{of_what}{missed}"
    unit = f" {figure.unit}" if figure.unit else ""
    baseline = "" if figure.baseline is None else _number(figure.baseline)
    return figure.name, f"{_number(figure.value)}{unit}", baseline, bar, figure.note


def _number(value: float) -> str:
    """Return a number as people write it, with about four digits that say something."""
    if abs(value) >= 1_000:
        return f"{value:,.0f}"
    if 0 < abs(value) < 0.00005:
        return f"{value:.0e}"
    return f"{value:.4g}" if abs(value) >= 0.001 else f"{value:.6f}".rstrip("0").rstrip(".")


def _row(cells: tuple[str, ...]) -> nodes.row:
    row = nodes.row()
    for cell in cells:
        row += nodes.entry("", nodes.paragraph(text=cell))
    return row
