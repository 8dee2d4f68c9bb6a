"""`serai price-feed`: what goods cost and what others ask, from files."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from serai.config.cli.django import load_django

if TYPE_CHECKING:
    from serai.pricing.public import FeedRefused

price_feed = typer.Typer(no_args_is_help=True)
_File = Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)]


@price_feed.command("costs")
def costs(file: _File) -> None:
    """Say what goods cost from now on; CSV: sku, currency, cost. All of the rows, or none."""
    load_django(with_tables=True)
    from serai.kernel.clock import now
    from serai.pricing.public import FeedRefused, read_costs, set_unit_costs

    try:
        rows = read_costs(file.read_text("utf-8-sig"))
        count = set_unit_costs(rows, source=file.name, now=now())
    except FeedRefused as refusal:
        _tell(refusal)
    typer.echo(f"{count} costs written.")


@price_feed.command("competitors")
def competitors(file: _File) -> None:
    """Take in what competitors ask; CSV: sku, competitor, currency, price, seen_at. Again, it changes nothing."""
    load_django(with_tables=True)
    from serai.kernel.clock import now
    from serai.pricing.public import FeedRefused, read_competitor_prices, take_competitor_prices

    try:
        rows = read_competitor_prices(file.read_text("utf-8-sig"))
        count = take_competitor_prices(rows, now=now())
    except FeedRefused as refusal:
        _tell(refusal)
    typer.echo(f"{count} prices taken in.")


def _tell(refusal: "FeedRefused") -> NoReturn:
    for fault in refusal.errors:
        typer.echo(f"line {fault.line}, {fault.field}: {fault.reason}", err=True)
    sys.exit(1)
