"""Where locations and services deliver, as staff see it."""

from dataclasses import dataclass

from serai.fulfilment.domain.service_area import cell_name
from serai.fulfilment.models import ServiceAreaRow


@dataclass(frozen=True, slots=True)
class ServiceAreaView:
    """An area, with its cells by their names in H3."""

    code: str
    name: str
    location: str | None
    service: str
    resolution: int
    cells: list[str]


def service_areas() -> list[ServiceAreaView]:
    """Return every area by its code; one statement."""
    return [
        ServiceAreaView(
            code=row.code,
            name=row.name,
            location=row.location.code if row.location else None,
            service=row.service,
            resolution=row.resolution,
            cells=[cell_name(cell) for cell in row.cells],
        )
        for row in ServiceAreaRow.objects.select_related("location").order_by("code")
    ]
