"""`serai openapi`: the API's own description."""

import json
from pathlib import Path
from typing import Annotated

import typer


def openapi(
    snapshot: Annotated[
        Path | None, typer.Option(help="Write it there, and tell what changed since the last time.")
    ] = None,
    breaking: Annotated[
        bool, typer.Option("--breaking", help="Write it even if it breaks a client.")
    ] = False,
) -> None:
    """Print the OpenAPI document of the API as this version serves it, or keep it as a snapshot."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serai.config.settings")

    import django

    django.setup()

    from serai.config.api import api

    document = api.get_openapi_schema(path_prefix="/api/")
    text = json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    if snapshot is None:
        typer.echo(text, nl=False)
    else:
        _keep(snapshot, text, breaking=breaking)


def _keep(snapshot: Path, text: str, *, breaking: bool) -> None:
    from serai.config.openapi.changes import changes

    if snapshot.exists():
        found = changes(json.loads(snapshot.read_text("utf-8")), json.loads(text))
        for change in found:
            typer.echo(str(change), err=True)
        if any(change.breaking for change in found) and not breaking:
            typer.echo(
                f"{snapshot} is left as it was; --breaking writes it all the same.", err=True
            )
            raise typer.Exit(1)
    snapshot.write_text(text, "utf-8")
