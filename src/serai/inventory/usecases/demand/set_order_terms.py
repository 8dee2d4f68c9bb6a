"""Say in which packs articles are ordered, how little and how much, and how long they keep."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    """

    sku: str
    pack: int = 1
    minimum: int = 0
    most: int | None = None
    shelf_life_days: int | None = None
    service: float | None = None


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
        variants[each.sku]: OrderTerms(
            variant_id=variants[each.sku],
            pack=each.pack,
            minimum=each.minimum,
            most=each.most,
            shelf_life_days=each.shelf_life_days,
            service=each.service,
        )
        for each in terms
    }
    with unit_of_work():
        OrderTerms.objects.bulk_create(
            [rows[each] for each in sorted(rows)],
            update_conflicts=True,
            unique_fields=["variant"],
            update_fields=["pack", "minimum", "most", "shelf_life_days", "service"],
        )
    return len(terms)


def _fault(each: TermsOfOrdering) -> tuple[str, str] | None:
    if not 1 <= each.pack <= MOST_UNITS:
        return "pack", f"Must be between 1 and {MOST_UNITS:,}."
    if not 0 <= each.minimum <= MOST_UNITS:
        return "minimum", f"Must be between 0 and {MOST_UNITS:,}."
    if each.most is not None and not 1 <= each.most <= MOST_UNITS:
        return "most", f"Must be between 1 and {MOST_UNITS:,}."
    if each.shelf_life_days is not None and not 1 <= each.shelf_life_days <= 10_000:
        return "shelf_life_days", "Must be between 1 and 10,000."
    if each.service is not None and not 0.5 <= each.service < 1:
        return "service", "Must be at least 0.5 and below 1."
    return None
