"""Suppliers: who brings goods to us, and how long that takes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import numpy as np

from serai.kernel.errors import DomainError, Kind

LONGEST = 365
"""Working days."""


class BadSupplier(DomainError):
    """A supplier cannot work as described."""

    code = "fulfilment.bad_supplier"
    kind = Kind.REJECTED

    def __init__(self, supplier: str, field: str) -> None:
        self.supplier, self.field = supplier, field
        super().__init__(f"{supplier}: what was sent for {field} is not possible.")


@dataclass(frozen=True, slots=True)
class Supplier:
    """
    Who brings goods.

    Attributes:
        code: how programs call it.
        name: how people do.
        works: on which weekdays, Monday first.
        days: working days from an order to goods on our shelves, when all goes well.
        days_at_most: the same, when it does not; what is expected is told by it.
    """

    code: str
    name: str
    works: tuple[bool, ...]
    days: int
    days_at_most: int

    def __post_init__(self) -> None:
        """
        Check it.

        Raises:
            BadSupplier: no working day, or days that make no sense.
        """
        if len(self.works) != 7 or not any(self.works):
            raise BadSupplier(self.code, "works")
        if not 0 <= self.days <= self.days_at_most <= LONGEST:
            raise BadSupplier(self.code, "days_at_most")


def brought_on(
    ordered_on: date, days: int, works: Collection[bool], rests: Collection[date]
) -> date:
    """
    Return the day on which goods ordered on a day are here: so many working days later.

    Args:
        ordered_on: by the clock of whoever orders; on a day of rest the order waits for the next working day.
        days: working days, >= 0.
        works: on which weekdays the supplier works, Monday first.
        rests: days on which nobody does.

    Example:
        >>> weekdays = (True,) * 5 + (False,) * 2
        >>> brought_on(date(2026, 11, 20), 2, weekdays, [date(2026, 11, 23)]).isoformat()
        '2026-11-25'
    """
    calendar = np.busdaycalendar(
        weekmask=list(works), holidays=np.array(sorted(rests), "datetime64[D]")
    )
    first = np.busday_offset(np.datetime64(ordered_on), 0, roll="forward", busdaycal=calendar)
    return date.fromisoformat(str(np.busday_offset(first, days, busdaycal=calendar)))
