"""`serai import`: real data into the shop."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from serai.config.cli.django import load_django


class What(StrEnum):
    """What can be imported."""

    COMPLETE_JOURNEY = "complete-journey"
    PRODUCTS = "products"


def import_data(
    what: Annotated[What, typer.Argument(help="complete-journey (the demo data) or products.")],
    file: Annotated[
        Path | None,
        typer.Argument(
            exists=True,
            dir_okay=False,
            readable=True,
            help="For products: a Parquet, CSV or JSON Lines file.",
        ),
    ] = None,
    households: Annotated[
        int | None, typer.Option(min=1, help="Only so many households and their orders.")
    ] = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Take the good rows of a file that has bad ones.")
    ] = False,
    unless_there: Annotated[
        bool, typer.Option("--unless-there", help="Do nothing when it has been loaded before.")
    ] = False,
) -> None:
    """Load data with progress shown; safe to interrupt and to run again."""
    load_django(with_tables=True)
    if what is What.COMPLETE_JOURNEY:
        from serai.config.complete_journey.load import load

        with _told_when_interrupted("What is loaded stays: the same command loads the rest."):
            load(households=households, unless_there=unless_there)
        return
    if file is None:
        typer.echo("Name the file: serai import products FILE.", err=True)
        raise typer.Exit(2)
    with _told_when_interrupted(
        "A file comes in whole or not at all: the same command makes sure."
    ):
        code = _import_products(file, skip_bad=skip_bad)
    sys.exit(code)


@contextmanager
def _told_when_interrupted(what_stays: str) -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        typer.echo(f"\nInterrupted. {what_stays}", err=True)
        raise typer.Exit(130) from None


def _import_products(file: Path, *, skip_bad: bool) -> int:
    from serai.catalog.public import import_product_file
    from serai.kernel.clock import now
    from serai.kernel.errors import DomainError
    from serai.plumbing.progress import progress

    try:
        with progress(f"Products of {file.name}") as advance:
            report = import_product_file(file, now=now(), skip_bad=skip_bad, progress=advance)
    except DomainError as refusal:
        typer.echo(str(refusal), err=True)
        return 2
    for error in report.errors[:50]:
        typer.echo(f"line {error.line}, {error.field}: {error.reason}", err=True)
    if len(report.errors) > 50:
        typer.echo(f"… and {len(report.errors) - 50} more errors.", err=True)
    typer.echo(
        f"{report.created} created, {report.updated} updated, {report.unchanged} unchanged,"
        f" {len(report.errors)} errors."
    )
    return 1 if report.errors and not skip_bad else 0
