"""`serai price-list`: price lists to files and back."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from serai.config.cli.django import load_django

price_list = typer.Typer(no_args_is_help=True)
_Code = Annotated[str, typer.Argument(help="The list's code.")]


@price_list.command("import")
def take_in(
    code: _Code,
    file: Annotated[
        Path,
        typer.Argument(
            exists=True,
            dir_okay=False,
            readable=True,
            help="CSV: sku, min_quantity, amount, compare_at, valid_from, valid_until.",
        ),
    ],
    *,
    replacing: Annotated[
        bool, typer.Option("--replacing", help="Take off the list what the file does not name.")
    ] = False,
) -> None:
    """Set what a file says: all of its prices, or none. Importing it again changes nothing."""
    load_django(with_tables=True)
    from serai.kernel.clock import now
    from serai.kernel.errors import DomainError
    from serai.pricing.public import PricesRefused, import_price_list_file

    try:
        text = file.read_text("utf-8-sig")
        written = import_price_list_file(
            code, text, source=file.name, now=now(), replacing=replacing
        )
    except PricesRefused as refusal:
        for fault in refusal.errors:
            typer.echo(f"line {fault.line}, {fault.field}: {fault.reason}", err=True)
        sys.exit(1)
    except (DomainError, UnicodeDecodeError) as refusal:
        typer.echo(str(refusal), err=True)
        sys.exit(2)
    typer.echo(f"{written} prices written.")


@price_list.command("export")
def to_file(code: _Code) -> None:
    """Print what counts on the list and what is to come, as CSV."""
    load_django(with_tables=True)
    from serai.kernel.clock import now
    from serai.kernel.errors import DomainError
    from serai.pricing.public import price_list_file

    try:
        typer.echo(price_list_file(code, now=now()), nl=False)
    except DomainError as refusal:
        typer.echo(str(refusal), err=True)
        sys.exit(2)
