"""`serai bank`: what came in at the bank."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from serai.config.cli.django import load_django

bank = typer.Typer(no_args_is_help=True)


@bank.callback()
def whole() -> None:
    """Bring bank statements in."""


@bank.command("import")
def take_in(
    file: Annotated[
        Path,
        typer.Argument(
            exists=True,
            dir_okay=False,
            readable=True,
            help="camt.053 (XML), or CSV by our columns.",
        ),
    ],
) -> None:
    """Take in a statement; lines that tell a reference pay their orders. Again, it changes nothing."""
    load_django(with_tables=True)
    from serai.kernel.clock import now
    from serai.payments.public import BankFileRefused, take_in_bank_file

    try:
        done = take_in_bank_file(file.read_bytes(), now=now())
    except BankFileRefused as refusal:
        typer.echo(str(refusal), err=True)
        sys.exit(2)
    typer.echo(f"{done.new} new lines, {done.matched} matched, {done.paid} payments whole.")
