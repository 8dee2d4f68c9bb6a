"""`serai facts`: look at facts, and look after them."""

from typing import Annotated, Any
from uuid import UUID

import typer

from serai.config.cli.django import load_django

facts = typer.Typer(no_args_is_help=True, rich_markup_mode="rich")


@facts.command("ls")
def ls(
    everything: Annotated[bool, typer.Option("--all", help="Also tables without rows.")] = False,
) -> None:
    """List the tables with their rows, days and files."""
    load_django()
    from serai.plumbing.facts.standing import standing

    rows = [
        (
            each.name,
            each.source,
            f"{each.rows:,}",
            each.first_day or "",
            each.last_day or "",
            each.files,
            f"{each.size / 2**20:,.1f}",
        )
        for each in standing()
        if each.rows or everything
    ]
    _print(["table", "source", "rows", "from", "to", "files", "MiB"], rows)


@facts.command("describe")
def describe(name: Annotated[str, typer.Argument(help="A table, such as purchase.")]) -> None:
    """Show the columns of a table."""
    load_django()
    from serai.plumbing.facts import UnknownFacts, fact_table

    try:
        table = fact_table(name)
    except UnknownFacts as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    typer.echo(f"{table.name}: {table.meaning}")
    rows = [
        (column.name, column.kind.value, "yes" if column.personal else "", column.meaning)
        for column in table.all_columns
    ]
    _print(["column", "kind", "personal", "meaning"], rows)


@facts.command("query")
def query(
    sql: Annotated[str, typer.Argument(help="A SELECT over the tables, in DuckDB's SQL.")],
    limit: Annotated[int, typer.Option(min=1, help="Rows to show.")] = 50,
) -> None:
    """Ask DuckDB; every table that has rows is there under its name."""
    load_django()
    import duckdb

    from serai.plumbing.facts.reading.open import duckdb_engine, register_all

    engine = duckdb_engine()
    register_all(engine)
    try:
        found = engine.con.sql(f"FROM ({sql}) LIMIT {limit}").to_arrow_table()
    except duckdb.Error as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    rows = list(zip(*(column.to_pylist() for column in found.columns), strict=True))
    _print(found.column_names, rows)


@facts.command("write")
def write() -> None:
    """Write what waits now, as the worker does every five seconds."""
    load_django()
    from serai.kernel.clock import now
    from serai.plumbing.facts.writer import write_waiting

    typer.echo(f"{write_waiting(now=now()):,} rows written.")


@facts.command("compact")
def compact() -> None:
    """Join the files of each day into one and keep each id once."""
    load_django()
    from serai.kernel.clock import now
    from serai.plumbing.facts.writer import compact as compact_now

    typer.echo(f"{compact_now(now=now(), everything=True):,} files joined.")


@facts.command("fill")
def fill() -> None:
    """Add the lines of all orders that are no facts yet: after an upgrade, or when facts were lost."""
    load_django()
    from serai.kernel.clock import now
    from serai.ordering.public import record_sales

    typer.echo(f"{record_sales(now=now()):,} lines added.")


@facts.command("forget")
def forget(
    customer: Annotated[list[UUID] | None, typer.Option(help="A customer's id; repeat it.")] = None,
    client: Annotated[list[str] | None, typer.Option(help="A browser's id; repeat it.")] = None,
) -> None:
    """Take people out of the facts: rows stay, nothing in them says whose they were."""
    load_django()
    from serai.kernel.clock import now
    from serai.plumbing.facts import forget_person

    done = forget_person(customer_ids=customer or (), client_ids=client or (), now=now())
    typer.echo(f"{done.rows:,} rows in {done.files:,} files name nobody any more.")


def _print(names: list[str], rows: list[Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    shown = Table()
    for index, name in enumerate(names):
        shown.add_column(name, no_wrap=index == 0)
    for row in rows:
        shown.add_row(*("" if value is None else str(value) for value in row))
    Console().print(shown)
