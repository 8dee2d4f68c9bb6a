"""Reserve: hold units for one order, all or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.catalog.public import variants_of_ids
from serai.inventory.domain.entry import MOST_UNITS
from serai.inventory.domain.reservation_state import (
    RESERVATION_STATES,
    ReservationAction,
    ReservationState,
)
from serai.inventory.queries.reservation_view import ReservationView, ReservedLine
from serai.inventory.queries.store_buffers import kept_arrays, kept_from_collecting
from serai.inventory.usecases.lock_balances import tell_bands
from serai.inventory.usecases.reserve_sql import (
    AT_LOCATION,
    IN_CHANNEL,
    reserve_anew_sql,
    reserve_sql,
)
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import rows, unit_of_work


@dataclass(frozen=True, slots=True)
class Shortage:
    """What there is too little of; `sku` is empty when the catalogue does not know the variant."""

    sku: str
    variant_id: UUID
    asked: int
    free: int


class OutOfStock(DomainError):
    """Fewer units are free than were asked for; nothing was reserved."""

    code = "inventory.out_of_stock"
    kind = Kind.CONFLICT

    def __init__(self, shortages: list[Shortage]) -> None:
        first = shortages[0]
        self.sku, self.variant_id = first.sku, first.variant_id
        self.asked, self.free = first.asked, first.free
        self.shortages = shortages
        super().__init__(
            " ".join(
                f"Only {short.free} of {short.sku or short.variant_id} are free;"
                f" {short.asked} were asked for."
                for short in shortages
            )
        )


class BadReservation(DomainError):
    """Nothing, or a quantity that is no whole number above zero, cannot be reserved."""

    code = "inventory.bad_reservation"
    kind = Kind.REJECTED

    def __init__(self, variant_id: UUID | None, quantity: int) -> None:
        self.variant_id, self.quantity = variant_id, quantity
        super().__init__(
            f"Reserve between 1 and {MOST_UNITS:,} units of something; not {quantity}."
        )


class ReservationBusy(DomainError):
    """Another request is reserving for the same order at this very moment."""

    code = "inventory.reservation_busy"
    kind = Kind.CONFLICT

    def __init__(self, reservation_of: UUID) -> None:
        self.reservation_of = reservation_of
        super().__init__("This order is being reserved by another request; try again.")


def reserve(
    items: Mapping[UUID, int],
    *,
    reservation_of: UUID,
    channel_code: str,
    location_id: UUID | None = None,
    expires_at: datetime,
    now: datetime,
) -> ReservationView:
    """
    Hold units for one order until `expires_at`: all of them, or none. One statement, or two when units
    must be given back first.

    Units are taken from the channel's locations in the order of their priority, or from one location only: then what
    its store keeps from those who collect stays there.
    What the same order holds already is given back first, so a second call replaces the first; so is what
    other orders hold of these variants beyond their time. A refusal writes nothing and does not undo what the
    caller's unit of work has written.

    Args:
        items: units by variant. Parts of bundles are summed by the caller's mapping.
        reservation_of: the order; the reservation is known by its id.
        channel_code: the channel that sells.
        location_id: reserve here and nowhere else, whether or not the channel sells from here.
        expires_at: until when the units are held.
        now: the present instant.

    Raises:
        BadReservation: nothing is asked for, or a quantity makes no sense.
        OutOfStock: too few are free; every shortage is named.
        IllegalTransition: the order's reservation was fulfilled already.
        ReservationBusy: a parallel first request for the same order won.
    """
    asked = {
        "of": reservation_of,
        "where": location_id or channel_code,
        "expires": expires_at,
        "now": now,
    }
    if location_id is None:
        return hold_units(items, _IN_CHANNEL, asked)
    return hold_units(items, _AT_LOCATION, asked | kept_arrays(kept_from_collecting(items)))


def reserve_as_planned(
    items: Mapping[UUID, int],
    plan: Sequence[ReservedLine],
    *,
    reservation_of: UUID,
    channel_code: str,
    expires_at: datetime,
    now: datetime,
) -> ReservationView:
    """
    Hold units for one order where a plan says, as `reserve` does, in as many statements.

    What is no longer free there, and what the plan does not name, is taken from the channel's locations in the
    order of their priority: nothing is refused that they have together.

    Args:
        items: units by variant.
        plan: which of the channel's locations should give how many units; no more than are asked for.
        reservation_of: as of `reserve`; so are the others.
        channel_code: the channel that sells.
        expires_at: until when the units are held.
        now: the present instant.

    Raises:
        BadReservation: nothing is asked for, a quantity makes no sense, or the plan names more.
        OutOfStock: too few are free; every shortage is named.
        IllegalTransition: the order's reservation was fulfilled already.
        ReservationBusy: a parallel first request for the same order won.
    """
    planned: dict[UUID, int] = defaultdict(int)
    for line in plan:
        planned[line.variant_id] += line.quantity
        if line.quantity < 1 or planned[line.variant_id] > items.get(line.variant_id, 0):
            raise BadReservation(line.variant_id, line.quantity)
    return hold_units(
        items,
        _AS_PLANNED,
        {
            "of": reservation_of,
            "where": channel_code,
            "planned_variants": [line.variant_id for line in plan],
            "planned_locations": [line.location_id for line in plan],
            "planned": [line.quantity for line in plan],
            "expires": expires_at,
            "now": now,
        },
    )


def hold_units(
    items: Mapping[UUID, int], statements: tuple[str, str], params: dict[str, Any]
) -> ReservationView:
    """Run the statement, tell which bands changed, and refuse what could not be held."""
    _check(items)
    reservation_of: UUID = params["of"]
    asked = params | {"variants": list(items), "quantities": list(items.values())}
    with unit_of_work():
        found = _held(statements, asked)
        tell_bands((channel, variant_id) for channel, variant_id, *_ in found["band"])
    for state, *_ in found["state"]:
        RESERVATION_STATES.advance(ReservationState(state), ReservationAction.HOLD)
    short = list(_short(items, found))
    if short:
        raise OutOfStock(named_shortages(short))
    if not found["line"]:
        raise ReservationBusy(reservation_of)
    lines = tuple(ReservedLine(*line) for _, *line, _ in found["line"] if line[-1])
    return ReservationView(reservation_of, ReservationState.HELD, lines, params["expires"])


def _held(statements: tuple[str, str], asked: dict[str, Any]) -> dict[str, list[tuple[Any, ...]]]:
    """Hold by the short statement, or by the whole one where units must be given back first."""
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    anew, whole = statements
    for what, *facts in rows(anew, asked) or rows(whole, asked):
        found[what].append(tuple(facts))
    return found


def _short(
    items: Mapping[UUID, int], found: Mapping[str, list[tuple[Any, ...]]]
) -> Iterable[tuple[UUID, int, int]]:
    for _, variant_id, _, asked, free in found["short"]:
        yield variant_id, asked, free
    free_of: dict[UUID, int] = defaultdict(int)
    for _, variant_id, _, _, free in found["seen"]:
        free_of[variant_id] += free or 0
    for variant_id, free in free_of.items():
        if free < items[variant_id]:
            yield variant_id, items[variant_id], free


def _check(items: Mapping[UUID, int]) -> None:
    if not items:
        raise BadReservation(None, 0)
    for variant_id, quantity in items.items():
        if type(quantity) is not int or not 1 <= quantity <= MOST_UNITS:
            raise BadReservation(variant_id, quantity)


def named_shortages(shortages: Iterable[tuple[UUID, int, int]]) -> list[Shortage]:
    """
    Return shortages with their SKUs; a refusal may spend a statement on clear words.

    Args:
        shortages: variant, units asked for, and units that could be had.
    """
    listed = list(shortages)
    known = variants_of_ids([variant_id for variant_id, *_ in listed])
    named = [
        Shortage(known[variant_id].sku if variant_id in known else "", variant_id, asked, free)
        for variant_id, asked, free in listed
    ]
    return sorted(named, key=lambda short: (short.sku, short.variant_id))


_IN_CHANNEL = reserve_anew_sql(IN_CHANNEL), reserve_sql(IN_CHANNEL)
_AT_LOCATION = reserve_anew_sql(AT_LOCATION, keeps=True), reserve_sql(AT_LOCATION, keeps=True)
_AS_PLANNED = reserve_anew_sql(IN_CHANNEL, planned=True), reserve_sql(IN_CHANNEL, planned=True)
