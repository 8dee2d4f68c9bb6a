"""Say in which packs articles are ordered, how little and how much, and how long they keep."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from serai.inventory.domain.entry import MOST_UNITS, EntriesRefused, EntryFault
from serai.inventory.models import OrderTerms
from serai.inventory.queries.known_names import ids_of
from serai.plumbing.db import unit_of_work


@dataclass(frozen=True, slots=True)
class TermsOfOrdering:
    """
    How one article may be ordered.

    Attributes:
        sku: which article.
        pack: units of a pack, from 1.
        minimum: least units of an order, 0 for none.
        most: most units that a location holds, `None` where they all fit.
        shelf_life_days: how long it keeps, `None` for ever.
        service: the chance of having enough to aim at, from 0.5 to below 1; `None`: by its class.
        shelf: the least that every location should have, 0 for none.
        lead_days: until an order is there; `None`: as its supplier takes.
        lead_spread_days: how much sooner or later that may be.
    """

    sku: str
    pack: int = 1
    minimum: int = 0
    most: int | None = None
    shelf_life_days: int | None = None
    service: float | None = None
    shelf: int = 0
    lead_days: int | None = None
    lead_spread_days: int = 0


COLUMNS = tuple(each.name for each in fields(TermsOfOrdering))


def set_order_terms(terms: Sequence[TermsOfOrdering]) -> int:
    """
    Write terms: all, or none; return how many. Said again, they stand as said last.

    Raises:
        EntriesRefused: articles nobody knows, or numbers out of bounds.
    """
    faults = [
        EntryFault(line, *fault) for line, each in enumerate(terms, 1) if (fault := _fault(each))
    ]
    if faults:
        raise EntriesRefused(faults)
    variants = ids_of((each.sku, {}) for each in terms).variants
    rows = {
        variants[each.sku]: OrderTerms(variant_id=variants[each.sku], **_columns(each))
        for each in terms
    }
    with unit_of_work():
        OrderTerms.objects.bulk_create(
            [rows[each] for each in sorted(rows)],
            update_conflicts=True,
            unique_fields=["variant"],
            update_fields=list(COLUMNS[1:]),
        )
    return len(terms)


def _columns(each: TermsOfOrdering) -> dict[str, Any]:
    return {name: value for name, value in asdict(each).items() if name != "sku"}


def _fault(each: TermsOfOrdering) -> tuple[str, str] | None:
    for name, least, most in _BOUNDS:
        value = getattr(each, name)
        if value is not None and not least <= value <= most:
            return name, f"Must be between {least:,} and {most:,}."
    if each.service is not None and not 0.5 <= each.service < 1:
        return "service", "Must be at least 0.5 and below 1."
    return None


_BOUNDS = (
    ("pack", 1, MOST_UNITS),
    ("minimum", 0, MOST_UNITS),
    ("most", 1, MOST_UNITS),
    ("shelf_life_days", 1, 10_000),
    ("shelf", 0, MOST_UNITS),
    ("lead_days", 0, 730),
    ("lead_spread_days", 0, 365),
)
