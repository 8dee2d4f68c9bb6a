"""Take in a file of tax rates."""

from serai.pricing.domain.tax.rate_file import rates_in
from serai.pricing.usecases.set_tax_rates import TaxRatesRefused, set_tax_rates


def import_tax_rates(text: str, *, source: str) -> int:
    """
    Write the rates of a file into the table: all of them, or none. Return how many are new or changed.

    Args:
        text: comma-separated, with a first line that names the columns.
        source: who or what says so.

    Raises:
        TaxRatesRefused: a line cannot be read, or makes no sense.
    """
    rates, faults = rates_in(text)
    if faults:
        raise TaxRatesRefused(faults)
    return set_tax_rates(rates, source=source)
