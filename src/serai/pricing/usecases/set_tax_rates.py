"""Set rates of the table, many at once."""

from collections.abc import Sequence

from serai.kernel.errors import DomainError, Kind
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events import publish
from serai.pricing.domain.tax import TaxRate
from serai.pricing.domain.tax.check_rate import TaxRateFault, faults_of
from serai.pricing.events import TaxRatesChanged
from serai.pricing.usecases.grow_tax_version import grow_tax_version


class TaxRatesRefused(DomainError):
    """Some rates make no sense; none was written."""

    code = "pricing.tax_rates_refused"
    kind = Kind.REJECTED

    def __init__(self, errors: Sequence[TaxRateFault]) -> None:
        self.errors = list(errors[:100])
        self.count = len(errors)
        first = errors[0]
        super().__init__(
            f"{self.count} rates are refused; rate {first.line}, {first.field}: {first.reason}"
        )


class TaxRateNotFound(DomainError):
    """There is no such rate in the table."""

    code = "pricing.tax_rate_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, rate_id: int) -> None:
        self.rate_id = rate_id
        super().__init__(f"There is no tax rate {rate_id}.")


def set_tax_rates(rates: Sequence[TaxRate], *, source: str) -> int:
    """
    Write rates into the table: all of them, or none. Return how many are new or other than before.

    A rate with the place, component, class and first day of one that is there takes its place. Carts that
    are priced from now on follow the table, in other processes within five seconds.

    Args:
        rates: what is charged where.
        source: who or what says so, at most 64 characters.

    Raises:
        TaxRatesRefused: a rate makes no sense, or comes twice.
    """
    if faults := faults_of(rates):
        raise TaxRatesRefused(faults)
    if not rates:
        return 0
    params = {
        "component": [rate.component for rate in rates],
        "name": [rate.name for rate in rates],
        "country": [rate.country for rate in rates],
        "region": [rate.region for rate in rates],
        "postcodes": [rate.postcodes for rate in rates],
        "tax_class": [rate.tax_class for rate in rates],
        "rate": [rate.rate for rate in rates],
        "valid_from": [rate.valid_from for rate in rates],
        "valid_until": [rate.valid_until for rate in rates],
        "source": source[:64],
    }
    with unit_of_work():
        [(written, countries)] = rows(_WRITE, params)
        if written:
            grow_tax_version()
            publish(TaxRatesChanged(countries=tuple(countries)))
    return int(written)


def remove_tax_rate(rate_id: int) -> None:
    """
    Take a rate out of the table. What was sold at it keeps it: orders hold copies.

    Raises:
        TaxRateNotFound: there is no such rate.
    """
    with unit_of_work():
        gone = rows("DELETE FROM pricing_tax_rate WHERE id = %s RETURNING country", [rate_id])
        if not gone:
            raise TaxRateNotFound(rate_id)
        grow_tax_version()
        publish(TaxRatesChanged(countries=(gone[0][0],)))


_COLUMNS = "component, name, country, region, postcodes, tax_class, rate, valid_from, valid_until"
_WRITE = f"""
WITH given AS (
  SELECT * FROM unnest(%(component)s::text[], %(name)s::text[], %(country)s::text[],
    %(region)s::text[], %(postcodes)s::text[], %(tax_class)s::text[], %(rate)s::numeric[],
    %(valid_from)s::date[], %(valid_until)s::date[]) AS g ({_COLUMNS})
), written AS (
  INSERT INTO pricing_tax_rate AS t ({_COLUMNS}, source)
  SELECT {_COLUMNS}, %(source)s FROM given
  ON CONFLICT (country, region, postcodes, component, tax_class, valid_from) DO UPDATE
  SET name = excluded.name, rate = excluded.rate, valid_until = excluded.valid_until,
    source = excluded.source
  WHERE (t.name, t.rate, t.valid_until)
    IS DISTINCT FROM (excluded.name, excluded.rate, excluded.valid_until)
  RETURNING t.country
)
SELECT count(*), coalesce(array_agg(DISTINCT country), '{{}}') FROM written
"""  # noqa: S608 -- constants only
