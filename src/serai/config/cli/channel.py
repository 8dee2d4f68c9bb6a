"""`serai channel`: a place where the shop sells."""

from typing import Annotated, NoReturn

import typer

from serai.config.cli.django import load_django

LOCALES = ("en", "he", "ru", "be", "ka", "ar", "pt")


def channel(  # noqa: PLR0913 - each is an option of the command
    code: Annotated[str, typer.Argument(help="Short and stable, such as web.")],
    *,
    name: Annotated[str, typer.Option(help="What people call it.")] = "Web shop",
    currency: Annotated[str, typer.Option(help="ISO 4217 code of its prices.")] = "USD",
    country: Annotated[str, typer.Option(help="ISO 3166 code of its home.")] = "US",
    locale: Annotated[str, typer.Option(help="Language of its texts.")] = "en",
    time_zone: Annotated[str, typer.Option(help="Where its days begin.")] = "America/New_York",
    origin: Annotated[
        list[str] | None,
        typer.Option(help="Pages that may call the shop from a browser; repeat it, '' for none."),
    ] = None,
) -> None:
    """Create a channel; when it is there already, only the origins change, if any are given."""
    load_django(with_tables=True)

    from serai.catalog.public import (
        ChannelExists,
        CreateChannel,
        allow_origins,
        create_channel,
    )
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
        typer.echo(f"{view.code}: {view.name}, {view.currency}, {view.country}")
    except ChannelExists:
        typer.echo(f"{code} is there already.")
    except DomainError as refusal:
        _refuse(refusal)
    if origin is None:
        return
    try:
        view = allow_origins(code, filter(None, origin))
    except DomainError as refusal:
        _refuse(refusal)
    typer.echo(f"Pages that may call it: {', '.join(view.origins) or 'none'}")


def _refuse(refusal: Exception) -> NoReturn:
    typer.echo(str(refusal), err=True)
    raise typer.Exit(2) from None
