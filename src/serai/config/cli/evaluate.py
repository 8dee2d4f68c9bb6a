"""`serai evaluate`: models beside their baselines, on held-out data."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from serai.config.cli.django import load_django
from serai.config.measurement import Measurement, print_in_turn


def evaluate(
    name: Annotated[str, typer.Argument(help="An evaluation's name, or 'all'.")] = "all",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    data: Annotated[
        Path, typer.Option(help="Folder of the public data sets, or a file of your own.")
    ] = Path("../shared/data"),
    cards: Annotated[
        Path | None, typer.Option(help="Keep figures and plots here, for model cards.")
    ] = None,
) -> None:
    """Run evaluations by their exact protocols; each prints its figure beside a baseline, and its cost."""
    load_django(with_database=False)

    from serai.config.evaluations import known_evaluations, run_evaluations
    from serai.config.evaluations._cost import with_cost

    known = known_evaluations()
    if name != "all" and name not in known:
        typer.echo(f"No evaluation {name}. There are: {', '.join(known)}.", err=True)
        raise typer.Exit(2)
    names = known if name == "all" else [name]

    def measure(each: str) -> Iterator[Measurement]:
        return with_cost(each, run_evaluations([each], data, cards=cards))

    if not print_in_turn(names, measure, reference_name="baseline", as_json=as_json):
        sys.exit(1)
