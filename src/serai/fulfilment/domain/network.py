"""All sites and services at once, as arrays: what promises are computed from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from serai.fulfilment.domain.delivery_service import DeliveryService
from serai.fulfilment.domain.service_area import ServiceArea, covered
from serai.fulfilment.domain.site import Site
from serai.fulfilment.domain.timetable import Timetable, timetable


@dataclass(frozen=True, slots=True)
class Place:
    """Where a location is, and what it is called."""

    code: str
    name: str
    kind: str
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Network:
    """
    Sites and services as of one moment; row n of every array is `sites[n]`.

    Attributes:
        sites: in the order of the rows.
        places: of each site.
        rows: the row of each location.
        table: when each works.
        lat: degrees; not-a-number where unknown. `lon` likewise.
        collection: minutes after local midnight.
        handling: (n_sites, 2) array, minutes: when all goes well, and at most.
        services: by code.
        rests: days on which nothing is carried.
        areas: where locations and services deliver; about whom none says anything, delivers everywhere.
    """

    sites: tuple[Site, ...]
    places: tuple[Place, ...]
    rows: Mapping[UUID, int]
    table: Timetable
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    ships: NDArray[np.bool_]
    hands_out: NDArray[np.bool_]
    collection: NDArray[np.int64]
    handling: NDArray[np.int64]
    parcel: NDArray[np.float64]
    services: Mapping[str, DeliveryService]
    rests: NDArray[np.datetime64]
    areas: tuple[ServiceArea, ...] = ()

    def covers(self, service: str, near: tuple[float, float] | None) -> NDArray[np.bool_]:
        """Return (n_sites,) whether each delivers to a place by a service."""
        return covered(self.areas, tuple(self.rows), service, near)

    @classmethod
    def of(
        cls,
        sites: Sequence[tuple[Site, Place]],
        services: Sequence[DeliveryService],
        closed: Mapping[date, Collection[UUID] | None],
        rests: Collection[date],
        areas: Sequence[ServiceArea] = (),
        *,
        now: datetime,
    ) -> Self:
        """Return the network of these sites for the three weeks from `now`."""
        known = tuple(site for site, _ in sites)
        places = tuple(place for _, place in sites)
        return cls(
            sites=known,
            places=places,
            rows={site.location_id: row for row, site in enumerate(known)},
            table=timetable(known, closed, now=now),
            lat=np.array([np.nan if p.lat is None else p.lat for p in places], float),
            lon=np.array([np.nan if p.lon is None else p.lon for p in places], float),
            ships=np.array([site.ships for site in known], bool),
            hands_out=np.array([site.hands_out for site in known], bool),
            collection=np.array([site.collection for site in known], np.int64),
            handling=np.array(
                [(site.handling_minutes, site.handling_at_most) for site in known], np.int64
            ).reshape(len(known), 2),
            parcel=np.array([site.parcel_minor for site in known], float),
            services={service.code: service for service in services},
            rests=np.array(sorted(rests), "datetime64[D]"),
            areas=tuple(areas),
        )
