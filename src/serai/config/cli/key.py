"""`serai key`: let a program call the API."""

from typing import Annotated

import typer

from serai.config.cli.django import load_django


def key(
    label: Annotated[str, typer.Argument(help="What people call the program.")],
    scope: Annotated[
        list[str], typer.Option(help="What it may do, such as shop or orders:read; repeat it.")
    ],
    channel: Annotated[str, typer.Option(help="The channel that it acts for.")] = "web",
) -> None:
    """Make an API key and print it once; only its digest is kept."""
    load_django(with_tables=True)

    from serai.catalog.public import ChannelNotFound
    from serai.catalog.public import channel as channel_of
    from serai.config.scopes import SCOPES
    from serai.plumbing.auth import issue_api_key

    if unknown := sorted(set(scope) - set(SCOPES)):
        typer.echo(f"No scope {unknown[0]}. There are: {', '.join(SCOPES)}.", err=True)
        raise typer.Exit(2)
    try:
        channel_of(channel)
    except ChannelNotFound as refusal:
        typer.echo(f"{refusal} Make it with: serai channel {channel}", err=True)
        raise typer.Exit(2) from None
    typer.echo(issue_api_key(label, scope, channel))
