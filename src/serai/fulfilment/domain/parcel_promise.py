"""What each location can keep of one order: when its parcel is packed, and when it is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from serai.fulfilment.domain.delivery_service import DeliveryService
from serai.fulfilment.domain.network import Network
from serai.fulfilment.domain.reaches import far, transit_days
from serai.fulfilment.domain.timetable import UNLIMITED
from serai_science.promise import Shifts, Transit, arrivals, ready, taking
from serai_science.promise.readiness import NEVER

Point = tuple[float, float]
"""Latitude and longitude, in degrees."""


@dataclass(frozen=True, slots=True)
class Way:
    """
    How goods reach the shopper.

    Attributes:
        service: who carries them; `None`: the shopper collects.
        near: where the shopper is; `None`: unknown, and the latest is that of the farthest reach.
    """

    service: DeliveryService | None
    near: Point | None = None


@dataclass(frozen=True, slots=True)
class ParcelPromise:
    """
    What one location can keep of an order.

    Attributes:
        location_id: who packs it.
        day: the day, by its own clock, on which the order takes one of its places.
        due_by: by when it is packed, or put aside.
        earliest: from when on it may be at the door, or be collected.
        latest: by when it is.
        first_on: the day of `earliest`, by the clock of the location.
        last_on: the day by which it is there.
    """

    location_id: UUID
    day: date
    due_by: datetime
    earliest: datetime
    latest: datetime
    first_on: date
    last_on: date


class _Ends(NamedTuple):
    """When something is there: instants, and days by a local clock."""

    earliest: datetime
    latest: datetime
    first_on: date
    last_on: date


def parcel_promises(
    network: Network,
    rows: Sequence[int],
    way: Way,
    *,
    taken: NDArray[np.int64],
    now: datetime,
    booked: Mapping[int, int] | None = None,
) -> tuple[ParcelPromise, ...]:
    """
    Return what each of some locations can keep; empty when one of them can keep nothing.

    Args:
        network: sites and services.
        rows: of the locations that send, or of the one where goods wait.
        way: who carries them where.
        taken: (n_sites, n_days) array, places that are taken.
        now: the present instant.
        booked: by row, the day (after the table's first) whose place the order has taken already.
    """
    at = np.array(rows, np.int64)
    shifts = _shifts(network, at, taken, booked or {})
    minute = int(now.timestamp()) // 60
    takes = taking(shifts, now=minute)
    soon, late = (ready(shifts, network.handling[at, which], now=minute) for which in (0, 1))
    if not len(at) or (takes < 0).any() or (late == NEVER).any():
        return ()
    days = [
        network.table.first_day + timedelta(days=int(network.table.day_of_shift[n])) for n in takes
    ]
    if way.service is None:
        there = [
            _collected(_instant(soon[place]), _instant(late[place]), network.sites[row].time_zone)
            for place, row in enumerate(rows)
        ]
    else:
        there = _brought(network, way.service, at, way.near, (soon, late))
    if not there:
        return ()
    return tuple(
        ParcelPromise(network.sites[row].location_id, day, _instant(due), *ends)
        for row, day, due, ends in zip(rows, days, late, there, strict=True)
    )


def open_days(network: Network, row: int, *, now: datetime) -> list[int]:
    """Return the days, after the table's first, on which a location may still begin an order that comes now."""
    shifts = network.table.shifts
    minute = int(now.timestamp()) // 60
    works = (
        (shifts.cut_off[row] >= minute)
        & (shifts.closes[row] > shifts.opens[row])
        & (shifts.capacity[row] > 0)
    )
    return sorted({int(day) for day in network.table.day_of_shift[works]})


def _shifts(
    network: Network, at: NDArray[np.int64], taken: NDArray[np.int64], booked: Mapping[int, int]
) -> Shifts:
    shifts = network.table.with_taken(taken)
    ours = Shifts(*(each[at] for each in shifts))
    for place, row in enumerate(at.tolist()):
        if row in booked:
            ours.capacity[place] = np.where(network.table.day_of_shift == booked[row], UNLIMITED, 0)
    return ours


def _brought(
    network: Network,
    service: DeliveryService,
    at: NDArray[np.int64],
    near: Point | None,
    packed: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> list[_Ends]:
    """Return the first and the last day, and the beginning of the one and the end of the other."""
    soonest, at_most = transit_days(service, far(network, near)[at], known=near is not None)
    goes = (at_most >= 0) & network.ships[at] & network.covers(service.code, near)[at]
    if not goes.all():
        return []
    ends = []
    for ready_at, days in zip(packed, (soonest, at_most), strict=True):
        transit = Transit(
            offset=network.table.offset[at],
            collection=network.collection[at],
            days=days,
            works=np.array(service.works, bool),
            rests=network.rests,
        )
        ends.append(arrivals(ready_at, transit).tolist())
    zones = [network.sites[row].time_zone for row in at.tolist()]
    return [
        _Ends(_midnight(first, zone), _midnight(last + timedelta(days=1), zone), first, last)
        for first, last, zone in zip(*ends, zones, strict=True)
    ]


def _collected(earliest: datetime, latest: datetime, zone: str) -> _Ends:
    clock = ZoneInfo(zone)
    return _Ends(
        earliest, latest, earliest.astimezone(clock).date(), latest.astimezone(clock).date()
    )


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _instant(minute: np.int64) -> datetime:
    return datetime.fromtimestamp(int(minute) * 60, UTC)
