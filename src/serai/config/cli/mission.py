"""`serai mission`: what the product does, honestly."""

from typing import Annotated

import typer


def mission(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Count the rows of docs/mission.toml that work, are partial and are missing."""
    from serai.config.mission import print_mission

    print_mission(as_json=as_json)
