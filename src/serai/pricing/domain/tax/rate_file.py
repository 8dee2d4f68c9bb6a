"""The table of rates as text: one rate on each line, as spreadsheets write it."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO

from serai.pricing.domain.tax.check_rate import TaxRateFault
from serai.pricing.domain.tax.place import Place
from serai.pricing.domain.tax.policy import STANDARD
from serai.pricing.domain.tax.rate import TaxRate

COLUMNS = (
    "component",
    "name",
    "country",
    "rate",
    "valid_from",
    "valid_until",
    "region",
    "postcodes",
    "tax_class",
)


def rates_in(text: str) -> tuple[list[TaxRate], list[TaxRateFault]]:
    """
    Read comma-separated rates below a line that names the columns; what is left out is empty.

    Returns:
        The rates that could be read, and what is wrong with the other lines.
    """
    rates, faults = [], []
    for line, row in enumerate(_rows(text), 1):
        try:
            rates.append(_rate(row))
        except (InvalidOperation, ValueError) as reason:
            field = "rate" if isinstance(reason, InvalidOperation) else "valid_from"
            faults.append(TaxRateFault(line, field, "Cannot be read."))
    return rates, faults


def _rows(text: str) -> Iterator[dict[str, str]]:
    for row in csv.DictReader(StringIO(text.strip().lstrip("\ufeff"))):
        yield {name: (row.get(name) or "").strip() for name in COLUMNS}


def _rate(row: dict[str, str]) -> TaxRate:
    country = row["country"].upper()
    return TaxRate(
        component=row["component"],
        name=row["name"],
        country=country,
        rate=Decimal(row["rate"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_until=date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
        region=Place.of(country, row["region"]).region,
        postcodes="".join(row["postcodes"].upper().split()),
        tax_class=row["tax_class"] or STANDARD,
    )
