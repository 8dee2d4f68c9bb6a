"""`serai promotion`: what a promotion would have given."""

import sys
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated

import typer

from serai.config.cli.django import load_django

if TYPE_CHECKING:
    from serai.ordering.queries.promotion_simulation import SimulationView

promotion = typer.Typer(no_args_is_help=True)
_WIDEST = 40


def _part(text: str) -> Decimal:
    try:
        part = Decimal(text)
    except InvalidOperation:
        part = Decimal(-1)
    if not 0 <= part <= 1:
        raise typer.BadParameter("Expected a number from 0 to 1.")
    return part


@promotion.callback()
def main() -> None:
    """Ask about promotions."""


@promotion.command()
def simulate(
    code: Annotated[str, typer.Argument(help="The promotion's code; it may be a draft.")],
    *,
    channel: Annotated[str, typer.Option(help="The channel whose sales are priced again.")] = "web",
    days: Annotated[int, typer.Option(min=1, help="How many days.")] = 28,
    until: Annotated[
        datetime | None, typer.Option(help="The day after the last; tomorrow without.")
    ] = None,
    margin: Annotated[
        Decimal,
        typer.Option(parser=_part, help="What is left of sales after the cost of goods, 0 to 1."),
    ] = Decimal("0.30"),
) -> None:
    """Tell what a promotion would have given over the sales of the past, day by day."""
    load_django(with_tables=True)
    from serai.kernel.clock import now
    from serai.kernel.errors import DomainError
    from serai.ordering.queries.promotion_simulation import promotion_simulation
    from serai.pricing.queries.promotions.promotion_of_id import promotion_id_of

    promotion_id = promotion_id_of(code)
    if promotion_id is None:
        typer.echo(f"There is no promotion {code!r}.", err=True)
        sys.exit(2)
    end = until.date() if until else now().astimezone(UTC).date() + timedelta(days=1)
    since = end - timedelta(days=days)
    try:
        found = promotion_simulation(promotion_id, channel, since=since, until=end, margin=margin)
    except DomainError as refusal:
        typer.echo(str(refusal), err=True)
        sys.exit(2)
    _print(found, margin)


def _print(found: "SimulationView", margin: Decimal) -> None:
    typer.echo(f"{found.orders:,} orders, {found.reached:,} reached; taken off {found.taken}")
    typer.echo(f"cost {found.cost} of {found.sales_reached} ({found.sales} altogether)")
    grow = (
        "no growth pays for it" if found.uplift is None else f"they must grow by {found.uplift} %"
    )
    typer.echo(f"at a margin of {margin:.0%} {grow}")
    most = max((day.cost.minor for day in found.days), default=0)
    for day in found.days:
        bar = "█" * (_WIDEST * max(0, day.cost.minor) // most if most > 0 else 0)
        typer.echo(f"{day.day}  {day.reached:>7,} of {day.orders:>7,}  {day.cost!s:>16}  {bar}")
