"""`serai bench`: hot paths beside their floors, in one run."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer


def bench(
    name: Annotated[str, typer.Argument(help="A benchmark's name, or 'all'.")] = "all",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    folder: Annotated[Path, typer.Option(help="Where the benchmarks are.")] = Path("benchmarks"),
) -> None:
    """Run the benchmarks of a folder; each prints its figure beside a floor measured in the same run."""
    from serai.config.benchmarks import known_benchmarks, run_benchmark
    from serai.config.measurement import print_in_turn

    known = known_benchmarks(folder)
    if name != "all" and name not in known:
        typer.echo(f"No benchmark {name}. There are: {', '.join(sorted(known))}.", err=True)
        raise typer.Exit(2)
    names = sorted(known) if name == "all" else [name]
    if not print_in_turn(
        names, partial(run_benchmark, folder), reference_name="floor", as_json=as_json
    ):
        sys.exit(1)
