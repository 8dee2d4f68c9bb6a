"""What this context needs somebody else to know."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Place:
    """
    A town, or the part of it that a postcode stands for.

    An empty `postcode` means that the town has several, or that the one typed is right as it is; an empty
    `city`, that only the region is known. `region` is filled where addresses of the country have one.
    """

    country: str
    postcode: str
    city: str
    region: str = ""


class GazetteerUnavailable(Exception):
    """Whoever knows the places does not answer; addresses are typed in full meanwhile."""


class Gazetteer(Protocol):
    """Whoever knows places. Raises `GazetteerUnavailable`, and nothing else, when it cannot answer."""

    attribution: str
    """What must be shown beside the places, by the licence of the data; may be empty."""

    def places(self, text: str, *, country: str, limit: int) -> Sequence[Place]:
        """
        Return at most `limit` places that `text` is the beginning of, the likeliest first.

        Args:
            text: the beginning of a postcode or of a town's name, as it is typed.
            country: ISO 3166-1 alpha-2, in capitals; an unknown one has no places.
            limit: how many at most.
        """
        ...
