"""`serai backtest`: the shop's forecasts as they would have been, beside what came."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from serai.config.cli.django import load_django


def backtest(
    origins: Annotated[
        int, typer.Option(min=1, max=12, help="How many times to go four weeks further back.")
    ] = 3,
    out: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write a page with plots here: HTML.")
    ] = None,
) -> None:
    """Learn again without the last weeks, several times, and hold what is foreseen against what was sold."""
    load_django(with_tables=True)
    from serai.inventory.usecases.demand.backtest_demand import backtest_demand
    from serai.kernel.clock import now

    trials = backtest_demand(now=now(), origins=origins)
    if not trials:
        typer.echo("There is too little history to go back in.", err=True)
        raise typer.Exit(1)
    table = Table("weeks from", "articles", "sold", "WAPE", "mean of 8 weeks", "bias", "in bands")
    for each in trials:
        told = each.verdict
        table.add_row(
            f"{each.first_on}",
            f"{told.series:,}",
            f"{told.sold:,.0f}",
            f"{told.wape:.3f}",
            f"{told.usual_wape:.3f}",
            f"{told.bias:+.3f}",
            f"{told.within:.2f}",
        )
    Console().print(table)
    if out is not None:
        from serai.config.back_office.backtest_report import backtest_report

        out.write_text(backtest_report(trials), "utf-8")
        typer.echo(f"{out} written.")
