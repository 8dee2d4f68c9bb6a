"""What is wrong with rates that somebody says."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from serai.pricing.domain.tax.rate import TaxRate

_WORD = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_POSTCODES = re.compile(r"[A-Z0-9]{0,16}|([A-Z0-9]{1,15})-([A-Z0-9]{1,15})", re.ASCII)


@dataclass(frozen=True, slots=True)
class TaxRateFault:
    """One thing that is wrong with one rate; `line` counts from 1."""

    line: int
    field: str
    reason: str


def faults_of(rates: Sequence[TaxRate]) -> list[TaxRateFault]:
    """Return all that is wrong with rates."""
    faults: list[TaxRateFault] = []
    seen: set[tuple[object, ...]] = set()
    for line, rate in enumerate(rates, 1):
        faults += [TaxRateFault(line, *fault) for fault in _faults(rate)]
        key = (rate.country, rate.region, rate.postcodes, rate.component, rate.tax_class)
        if (*key, rate.valid_from) in seen:
            faults.append(TaxRateFault(line, "country", "Comes twice for this place and day."))
        seen.add((*key, rate.valid_from))
    return faults


def _faults(rate: TaxRate) -> Iterator[tuple[str, str]]:
    yield from _words(rate)
    if not (rate.rate.is_finite() and 0 <= rate.rate <= 1 and rate.rate == round(rate.rate, 6)):
        yield "rate", "Must be between 0 and 1, at most six decimals: 0.19 is 19 %."
    if not _COUNTRY.fullmatch(rate.country):
        yield "country", "Is no country code such as DE."
    postcodes = _POSTCODES.fullmatch(rate.postcodes)
    if not postcodes:
        yield "postcodes", "Expected the beginning of postcodes, or a range such as 10001-10299."
    elif postcodes[1] and (len(postcodes[1]) != len(postcodes[2]) or postcodes[1] > postcodes[2]):
        yield "postcodes", "A range has two ends of one length, the smaller first."
    if rate.valid_until is not None and rate.valid_until <= rate.valid_from:
        yield "valid_until", "Must be after the first day."


def _words(rate: TaxRate) -> Iterable[tuple[str, str]]:
    for field in ("component", "tax_class"):
        longest = 32 if field == "component" else 64
        word = str(getattr(rate, field))
        if not _WORD.fullmatch(word) or len(word) > longest:
            yield field, f"Expected at most {longest} small letters, digits, hyphens."
    if not 0 < len(rate.name) <= 64 or not rate.name.isprintable():
        yield "name", "Needs 1 to 64 characters."
    if len(rate.region) > 64 or not rate.region.isprintable():
        yield "region", "At most 64 characters."
