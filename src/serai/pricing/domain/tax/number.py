"""Tax ids as people type them: whose country, and whether the check digits are right."""

from dataclasses import dataclass

from stdnum import get_cc_module
from stdnum.br import cpf
from stdnum.eu import vat
from stdnum.exceptions import ValidationError

from serai.kernel.errors import DomainError, Kind

_LONGEST = 40


class BadTaxId(DomainError):
    """What was typed is no tax id of its country."""

    code = "pricing.bad_tax_id"
    kind = Kind.REJECTED

    def __init__(self, country: str) -> None:
        self.country = country
        super().__init__(f"This is no tax id of {country or 'any country'}; look for a slip.")


@dataclass(frozen=True, slots=True)
class TaxNumber:
    """
    A tax id whose form and check digits are right, in its compact form.

    `country` is that of ISO 3166-1, or "XI" for Northern Ireland; the number of an EU register begins with
    the register's prefix ("EL" for Greece).
    """

    number: str
    country: str

    @property
    def is_european(self) -> bool:
        """Whether the EU's registers know such numbers."""
        return self.country.lower() in vat.MEMBER_STATES

    @property
    def without_prefix(self) -> str:
        """Return the number as its national register counts it."""
        return self.number[2:] if self.is_european else self.number


def parsed_tax_id(text: str, *, country: str = "") -> TaxNumber:
    """
    Read a tax id: any EU VAT number with its prefix, or a national one of `country`.

    Args:
        text: as typed; spaces, dots and hyphens do not matter.
        country: of the buyer's address, for numbers without a prefix.

    Raises:
        BadTaxId: form or check digits are wrong, or the country has no numbers that we can check.

    Example:
        >>> parsed_tax_id("de 136,695 976")
        TaxNumber(number='DE136695976', country='DE')
        >>> parsed_tax_id("094259216", country="GR")
        TaxNumber(number='EL094259216', country='GR')
    """
    tidy = "".join(text.split()).upper()
    if not 0 < len(tidy) <= _LONGEST or not tidy.isascii():
        raise BadTaxId(country)
    own = "EL" if country == "GR" else country
    for candidate in dict.fromkeys((tidy, own + tidy)):
        try:
            number = vat.validate(candidate)
        except ValidationError:
            continue
        prefix = number[:2]
        return TaxNumber(number, "GR" if prefix == "EL" else prefix)
    return TaxNumber(_national(tidy, country), country)


def _national(text: str, country: str) -> str:
    if country == "BR" and cpf.is_valid(text):  # people have numbers of their own there
        return str(cpf.compact(text))
    module = get_cc_module(country, "vat") if country and country not in _EU else None
    if module is None:
        raise BadTaxId(country)
    try:
        return str(module.validate(text))
    except ValidationError:
        raise BadTaxId(country) from None


_EU = frozenset(code.upper() for code in vat.MEMBER_STATES)
