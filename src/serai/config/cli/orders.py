"""`serai orders`: orders to files and back."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from serai.config.cli.django import load_django

if TYPE_CHECKING:
    from serai.ordering.queries.exchange.order_file import OrderFormat

orders = typer.Typer(no_args_is_help=True)
_Instant = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%z"])]


@orders.command("export")
def to_file(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="orders.csv or orders.ndjson.")],
    *,
    placed_from: _Instant = None,
    placed_until: _Instant = None,
    channel: Annotated[str | None, typer.Option(help="Only of this channel.")] = None,
    state: Annotated[str | None, typer.Option(help="Only in this state.")] = None,
    source: Annotated[
        str | None, typer.Option(help='Only from there; "" for those of this shop.')
    ] = None,
) -> None:
    """Write orders to a file, the oldest first: a row a line (CSV), or an order a line (NDJSON)."""
    load_django(with_tables=True)
    from serai.kernel.clock import now
    from serai.ordering.queries.exchange.exported_orders import (
        ExportFilter,
        exported_count,
        exported_orders,
    )
    from serai.ordering.queries.exchange.order_file import order_file
    from serai.plumbing.progress import progress

    file_format, instant = _format(file), now()
    wanted = ExportFilter(_aware(placed_from), _aware(placed_until), channel, state, source)
    count = exported_count(wanted, now=instant)
    beside = file.with_name(f".{file.name}.part")
    with beside.open("wb") as out, progress("Orders", count) as advance:
        for block in order_file(exported_orders(wanted, now=instant), file_format, advance=advance):
            out.write(block)
    beside.replace(file)
    typer.echo(f"{count:,} orders.")


@orders.command("import")
def take_in(
    file: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, readable=True, help="CSV or NDJSON."),
    ],
    *,
    source: Annotated[
        str, typer.Option(help="Where orders come from that do not say so: old-shop.")
    ],
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Write the good orders of a file that has bad ones.")
    ] = False,
) -> None:
    """Bring in orders of elsewhere that are over. Doing so again changes nothing; safe to interrupt."""
    load_django(with_tables=True)
    from serai.kernel.clock import now
    from serai.kernel.errors import DomainError
    from serai.ordering.usecases.exchange.import_order_file import import_order_file
    from serai.plumbing.progress import progress

    file_format = _format(file)
    try:
        with file.open("rb") as given, progress("Orders looked at, then written") as advance:
            report = import_order_file(
                given, file_format, source=source, now=now(), skip_bad=skip_bad, advance=advance
            )
    except DomainError as refusal:
        typer.echo(str(refusal), err=True)
        sys.exit(2)
    for fault in report.faults[:50]:
        typer.echo(f"line {fault.line}, {fault.field or 'file'}: {fault.reason}", err=True)
    if report.fault_count > 50:
        typer.echo(f"… and {report.fault_count - 50:,} more.", err=True)
    typer.echo(
        f"{report.created:,} created, {report.known:,} known, {report.unlinked:,} without an account,"
        f" {report.fault_count:,} faults."
    )
    sys.exit(1 if report.fault_count and not skip_bad else 0)


def _format(file: Path) -> "OrderFormat":
    from serai.ordering.queries.exchange.order_file import OrderFormat

    formats = {".csv": OrderFormat.CSV, ".ndjson": OrderFormat.NDJSON, ".jsonl": OrderFormat.NDJSON}
    try:
        return formats[file.suffix.lower()]
    except KeyError:
        typer.echo("Name a file that ends in .csv or .ndjson.", err=True)
        raise typer.Exit(2) from None


def _aware(instant: datetime | None) -> datetime | None:
    """Return an instant; a day begins at midnight UTC."""
    return instant.replace(tzinfo=UTC) if instant and instant.tzinfo is None else instant
