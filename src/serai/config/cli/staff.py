"""`serai staff`: for those who have locked themselves out."""

from typing import Annotated

import typer

from serai.config.cli.django import load_django

staff = typer.Typer(no_args_is_help=True)


@staff.callback()
def whole() -> None:
    """Let somebody of the staff in again."""


@staff.command("reset-second-factor")
def reset(
    name: Annotated[str, typer.Argument(help="The user name with which the person signs in.")],
) -> None:
    """Forget somebody's app, passkeys and recovery codes: the password alone lets them in again."""
    load_django(with_tables=True)

    from django.contrib.admin.models import CHANGE, LogEntry
    from django.contrib.auth.models import User

    from serai.config.second_factor.remove_factor import reset_second_factor
    from serai.plumbing.db import unit_of_work

    user = User.objects.filter(username=name).first()
    if user is None:
        typer.echo(f"Nobody signs in as {name}.", err=True)
        raise typer.Exit(2)
    with unit_of_work():
        had_one = reset_second_factor(user.pk)
        if had_one:
            note = "second factor reset from the command line"
            LogEntry.objects.log_actions(user.pk, [user], CHANGE, note, single_object=True)
    typer.echo(f"{name} signs in with the password alone." if had_one else f"{name} had none.")
