"""`serai weather`: bring the weather of days in from a file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from serai.config.cli.django import load_django


def weather(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="CSV.")],
) -> None:
    """Take in days, seen or forecast; CSV: on, temperature (°C), rain (mm), place where there are several."""
    load_django(with_tables=True)
    from serai.inventory.public import EntriesRefused, read_weather, tell_weather
    from serai.kernel.clock import now

    try:
        count = tell_weather(read_weather(file.read_text("utf-8-sig")), now=now())
    except EntriesRefused as refusal:
        for fault in refusal.errors:
            typer.echo(f"line {fault.line}, {fault.field}: {fault.reason}", err=True)
        sys.exit(1)
    typer.echo(f"{count} days written.")
