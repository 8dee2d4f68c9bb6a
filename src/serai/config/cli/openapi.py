"""`serai openapi`: the API's own description."""

import json

import typer


def openapi() -> None:
    """Print the OpenAPI document of the API as this version serves it."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "serai.config.settings")

    import django

    django.setup()

    from serai.config.api import api

    typer.echo(json.dumps(api.get_openapi_schema(path_prefix="/api/"), indent=1, sort_keys=True))
