"""The table of rates: which of its rows count in a place on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from serai.pricing.domain.tax.place import Place
from serai.pricing.domain.tax.policy import STANDARD, TaxPart


@dataclass(frozen=True, slots=True)
class TaxRate:
    """
    What one tax takes of one class of goods in a place, from a day until just before another.

    Rates of different `component`s add up ("state", "county", "city"; "gst", "pst"); of one component, that
    of the most precise place counts. `postcodes` is a prefix ("35") or a range ("10001-10299").
    """

    component: str
    name: str
    country: str
    rate: Decimal
    valid_from: date
    valid_until: date | None = None
    region: str = ""
    postcodes: str = ""
    tax_class: str = STANDARD

    def counts_on(self, day: date) -> bool:
        """Return whether it is in force."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    def covers(self, place: Place) -> bool:
        """Return whether the place lies in it."""
        if self.country != place.country or self.region not in ("", place.region):
            return False
        first, _, last = self.postcodes.partition("-")
        if not last:
            return place.postcode.startswith(first)
        return first <= place.postcode[: len(first)] <= last

    @property
    def part(self) -> TaxPart:
        """Return what of it counts for a cart."""
        where = f"{self.country}-{self.region}" if self.region else self.country
        return TaxPart(self.name, where, self.rate)

    @property
    def precision(self) -> tuple[int, bool, date]:
        """Return what decides between rates of one component and class: the greater counts."""
        return len(self.postcodes.partition("-")[0]), bool(self.region), self.valid_from


def parts_at(table: Iterable[TaxRate], place: Place, on: date) -> dict[str, tuple[TaxPart, ...]]:
    """
    Return the taxes that make up the rate of each class in a place; the largest first.

    A component that says nothing about a class takes its rate for "standard". Of rows for the same place the
    one that began last counts.

    Args:
        table: rates, at least those of the place's country.
        place: where.
        on: the day.
    """
    best: dict[tuple[str, str], TaxRate] = {}
    for rate in table:
        if not (rate.counts_on(on) and rate.covers(place)):
            continue
        key = rate.component, rate.tax_class
        there = best.get(key)
        if there is None or rate.precision >= there.precision:
            best[key] = rate
    components = sorted({component for component, _ in best})
    found = {}
    for tax_class in sorted({tax_class for _, tax_class in best}):
        rates = [
            best.get((component, tax_class)) or best.get((component, STANDARD))
            for component in components
        ]
        parts = [rate.part for rate in rates if rate is not None]
        found[tax_class] = tuple(sorted(parts, key=lambda part: -part.rate))
    return found
