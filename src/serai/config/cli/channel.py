"""`serai channel`: a place where the shop sells."""

from typing import Annotated

import typer

from serai.config.cli.django import load_django

LOCALES = ("en", "he", "ru", "be", "ka", "ar", "pt")


def channel(
    code: Annotated[str, typer.Argument(help="Short and stable, such as web.")],
    name: Annotated[str, typer.Option(help="What people call it.")] = "Web shop",
    currency: Annotated[str, typer.Option(help="ISO 4217 code of its prices.")] = "USD",
    country: Annotated[str, typer.Option(help="ISO 3166 code of its home.")] = "US",
    locale: Annotated[str, typer.Option(help="Language of its texts.")] = "en",
    time_zone: Annotated[str, typer.Option(help="Where its days begin.")] = "America/New_York",
) -> None:
    """Create a channel; nothing happens when it is there already."""
    load_django(with_tables=True)

    from serai.catalog.public import ChannelExists, CreateChannel, create_channel
    from serai.kernel.errors import DomainError

    command = CreateChannel(
        code=code,
        name=name,
        currency=currency,
        locale=locale,
        country=country,
        time_zone=time_zone,
        prices_include_tax=False,
        locales=LOCALES,
    )
    try:
        view = create_channel(command)
    except ChannelExists:
        typer.echo(f"{code} is there already.")
    except DomainError as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(2) from None
    else:
        typer.echo(f"{view.code}: {view.name}, {view.currency}, {view.country}")
