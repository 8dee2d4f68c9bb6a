"""What comes later, as people are shown it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, Self
from uuid import UUID

from msgspec.structs import replace

from serai.ordering.domain.ahead import AheadUnits
from serai.ordering.domain.set_parts import Parts
from serai.ordering.queries.views import DeliveryView, EtaView


class _Line(Protocol):
    """A line of a cart or of an order."""

    @property
    def sku(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def variant_id(self) -> UUID | None: ...
    @property
    def parts(self) -> Parts: ...


@dataclass(frozen=True)
class AheadView:
    """
    So many units of an article that come later: `kind` is back_order or pre_order.

    `earliest` and `latest` are the days between which they are with the shopper, `None` where nobody knows.
    """

    variant_id: UUID
    sku: str
    name: str
    units: int
    kind: str
    earliest: date | None
    latest: date | None
    release_on: date | None

    @classmethod
    def of(cls, ahead: AheadUnits, sku: str, name: str) -> Self:
        """Return the view of what comes later of an article."""
        earliest, latest = ahead.at_door or (None, None)
        return cls(
            ahead.variant_id, sku, name, ahead.units, ahead.kind, earliest, latest, ahead.release_on
        )


def ahead_views(
    ahead: Iterable[AheadUnits], names: Mapping[UUID, tuple[str, str]]
) -> list[AheadView]:
    """Return what comes later, with the SKU and name of each article."""
    return [AheadView.of(each, *names.get(each.variant_id, ("", ""))) for each in ahead]


def names_of(lines: Iterable[_Line]) -> dict[UUID, tuple[str, str]]:
    """Return the SKU and name of each article that lines take from the shelves; of sets, those of their parts."""
    found: dict[UUID, tuple[str, str]] = {}
    for line in lines:
        found |= {part.variant_id: (part.sku, part.name) for part in line.parts}
        if line.variant_id is not None:
            found[line.variant_id] = (line.sku, line.name)
    return found


def with_later(
    view: DeliveryView | None, ahead: Iterable[AheadUnits], *, nothing_is_there: bool = False
) -> DeliveryView | None:
    """
    Return a way of delivery that says by when all of it is there, with what comes later.

    Nothing is promised of it then: stock and places are behind the rest alone.
    """
    ends = [each.at_door for each in ahead]
    if view is None or not ends:
        return view
    known = [end for end in ends if end is not None]
    latest = max([view.eta.latest, *(end[1] for end in known)])
    starts = [end[0] for end in known] if nothing_is_there else []
    earliest = min(starts, default=view.eta.earliest)
    return replace(view, eta=EtaView(earliest, latest), promise=None, waits=True)
