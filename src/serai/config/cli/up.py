"""`serai up`: everything that a shop needs, under one supervisor, with one readable log."""

import sys
from typing import Annotated

import typer


def up(
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes of the api.")] = 2,
    port: Annotated[
        int,
        typer.Option(
            min=1,
            max=65533,
            help="Port of the api; the storefront takes the next, live the one after.",
        ),
    ] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    demo: Annotated[
        bool, typer.Option("--demo", help="Load the demo data first, unless they are there.")
    ] = False,
    without: Annotated[
        list[str] | None, typer.Option(help="Processes to leave out, such as 'storefront'.")
    ] = None,
) -> None:
    """
    Start the embedded PostgreSQL (unless DATABASE_URL names a server), bring its tables up to date, then run
    api, live, worker and storefront until Ctrl-C. What dies is started again.
    """
    from serai.config.supervisor.run import Plan, run

    sys.exit(run(Plan(host, port, workers, demo, frozenset(without or ()))))
