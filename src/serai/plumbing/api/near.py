"""Where somebody asks from, in a query string."""

from typing import Annotated

from pydantic import Field

_PATTERN = (
    r"^-?([0-8]?[0-9](\.[0-9]{1,9})?|90(\.0{1,9})?),"
    r"-?(([0-9]{1,2}|1[0-7][0-9])(\.[0-9]{1,9})?|180(\.0{1,9})?)$"
)
Near = Annotated[
    str | None,
    Field(
        pattern=_PATTERN,
        description="Latitude and longitude: the nearest first. Used to a kilometre or so.",
        examples=["39.10,-84.51"],
    ),
]


def point_of(near: str | None) -> tuple[float, float] | None:
    """Return latitude and longitude, rounded to about a kilometre: nobody's door is kept."""
    if near is None:
        return None
    lat, _, lon = near.partition(",")
    return round(float(lat), 2), round(float(lon), 2)
