"""`serai check`: is everything as it should be."""

import sys
from typing import Annotated

import typer

from serai.config.cli.django import load_django


def check(
    attest: Annotated[
        bool, typer.Option("--attest", help="Read every record of the log again, too.")
    ] = False,
) -> None:
    """Check Django's settings, missing migrations, and that stock and books agree with their histories."""
    load_django()

    from django.core.management import call_command

    from serai.config.checks import run_attest_checks, run_checks

    call_command("check")
    faults = list(run_checks())
    if attest:
        faults += run_attest_checks()
    try:
        call_command("makemigrations", "--check", "--dry-run", verbosity=0)
    except SystemExit:
        faults.append("Models have changed without a migration; run manage.py makemigrations.")
    for fault in faults:
        typer.echo(fault, err=True)
    typer.echo("Something disagrees." if faults else "Everything agrees.")
    sys.exit(1 if faults else 0)
