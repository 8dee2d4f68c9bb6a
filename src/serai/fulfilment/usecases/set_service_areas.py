"""Say where locations and services deliver."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from serai.fulfilment.domain.service_area import BadServiceArea, Cells, circle, shapes
from serai.fulfilment.models import DeliveryServiceRow, ServiceAreaRow
from serai.fulfilment.usecases.tell_change import tell_change
from serai.inventory.public import LocationNotFound, LocationView, locations_of_codes
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import unit_of_work


class ServiceAreaNotFound(DomainError):
    """There is no such area."""

    code = "fulfilment.service_area_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, area: str) -> None:
        self.area = area
        super().__init__(f"There is no service area {area!r}.")


@dataclass(frozen=True, slots=True)
class SetServiceArea:
    """
    Where a location, a service, or a service from a location delivers.

    Either within `radius_km` of the location, or in `geometry`: a Polygon or MultiPolygon of GeoJSON.
    """

    code: str
    name: str
    location: str | None = None
    service: str = ""
    radius_km: float | None = None
    geometry: Mapping[str, Any] | None = None


@unit_of_work()
def set_service_areas(commands: Collection[SetServiceArea]) -> int:
    """
    Make or replace areas, all of them or none; promises made from now on keep to them. Return how many.

    Raises:
        LocationNotFound: there is no such location.
        BadServiceArea: it is of nobody, of an unknown service, drawn in no way or in two, or not drawable.
    """
    by_code = {command.code: command for command in commands}
    places = locations_of_codes({each.location for each in by_code.values() if each.location})
    services = set(DeliveryServiceRow.objects.values_list("code", flat=True))
    found = []
    for code, command in by_code.items():
        place = places.get(command.location or "")
        if command.location and place is None:
            raise LocationNotFound(command.location)
        if not command.location and not command.service:
            raise BadServiceArea(code, "location")
        if command.service and command.service not in services:
            raise BadServiceArea(code, "service")
        cells = _drawn(command, place)
        found.append(
            ServiceAreaRow(
                code=code,
                name=command.name,
                location_id=place.id if place else None,
                service=command.service,
                resolution=cells.resolution,
                cells=sorted(cells.compact),
                drawn=_how(command),
            )
        )
    ServiceAreaRow.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "location", "service", "resolution", "cells", "drawn"],
    )
    tell_change()
    return len(found)


@unit_of_work()
def remove_service_area(code: str) -> None:
    """
    Take an area back; about whom no other says anything, delivers everywhere again.

    Raises:
        ServiceAreaNotFound: there is none.
    """
    gone, _ = ServiceAreaRow.objects.filter(code=code).delete()
    if not gone:
        raise ServiceAreaNotFound(code)
    tell_change()


def _drawn(command: SetServiceArea, place: LocationView | None) -> Cells:
    if (command.radius_km is None) == (command.geometry is None):
        raise BadServiceArea(command.code, "geometry")
    if command.geometry is not None:
        return shapes(command.code, command.geometry)
    if place is None or place.lat is None or place.lon is None:
        raise BadServiceArea(command.code, "radius_km")
    return circle(command.code, (place.lat, place.lon), command.radius_km or 0.0)


def _how(command: SetServiceArea) -> dict[str, Any]:
    if command.geometry is not None:
        return {"geometry": dict(command.geometry)}
    return {"radius_km": command.radius_km}
