"""`serai train`: models from what the shop has seen."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from resource import RUSAGE_SELF, getrusage
from time import process_time
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from serai.config.cli.django import load_django

if TYPE_CHECKING:
    from serai.plumbing.model_registry import Published


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of one model, and what its training cost."""

    published: "Published"
    seconds: float


def train(
    name: Annotated[str, typer.Argument(help="A training's name, or 'all'.")] = "all",
) -> None:
    """
    Train models and put them to use; print each one's figure beside its baseline and what it cost.

    A version that evaluates worse than its baseline or than the version in use is refused, and the last
    good one stays in use.
    """
    load_django(with_tables=True)
    from serai.plumbing.model_registry import known_trainings

    known = known_trainings()
    chosen = [each for each in known if name in ("all", each.name)]
    if not chosen and name != "all":
        names = ", ".join(each.name for each in known)
        typer.echo(f"No training {name}. There are: {names}.", err=True)
        raise typer.Exit(2)
    done: list[_Done] = []
    failed: list[str] = []
    for each in chosen:
        typer.echo(f"{each.name}: {each.teaches}", err=True)
        try:
            done += _run(each.train())
        except Exception as error:  # noqa: BLE001 - the others are trained all the same; it is told below
            failed.append(f"{each.name}: {type(error).__name__}: {error}")
    Console().print(_table(done))
    typer.echo(f"{getrusage(RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB at the most.")
    for line in failed:
        typer.echo(line, err=True)
    if failed:
        sys.exit(1)


def _run(published: "Iterable[Published]") -> Iterator[_Done]:
    start = process_time()
    for each in published:
        yield _Done(each, process_time() - start)
        start = process_time()


def _table(done: list[_Done]) -> Table:
    table = Table(
        "model", "figure", "value", "baseline", "in use before", "CPU s", "", title="Trained"
    )
    for each in done:
        figure, because = each.published.card.figure, each.published.refused_because
        table.add_row(
            each.published.name,
            str(figure.named()),
            f"{figure.value:.4g}",
            "" if figure.baseline is None else f"{figure.baseline:.4g}",
            "" if each.published.before is None else f"{each.published.before:.4g}",
            f"{each.seconds:.1f}",
            f"refused: {because}" if because else "in use",
        )
    return table
