"""Units that accounts count in: currencies, and whatever else is worth books."""

import re
from decimal import Decimal
from types import MappingProxyType

from serai.kernel.currencies import exponent_of
from serai.kernel.errors import DomainError, Kind

POINTS, CARBON = "PTS", "KGCO2E"
_OTHER = MappingProxyType({POINTS: 0, CARBON: 3})
_CODE = re.compile(r"[A-Z][A-Z0-9]{2,11}")


class BadUnit(DomainError):
    """The text is no unit."""

    code = "ledger.bad_unit"
    kind = Kind.REJECTED

    def __init__(self, unit: str) -> None:
        self.unit = unit
        super().__init__(f"{unit!r} is not a unit such as 'EUR', 'PTS' or 'KGCO2E'.")


def check_unit(unit: str) -> None:
    """
    Refuse what is no unit: 3 to 12 capital letters and digits, the first a letter.

    Raises:
        BadUnit: the text is no unit.
    """
    if not _CODE.fullmatch(unit):
        raise BadUnit(unit)


def decimals_of(unit: str) -> int:
    """
    Return how many decimals people see.

    Three letters are a currency with its own decimals, points have none, carbon is counted in grams and
    shown in kilograms; any other unit is counted in wholes.
    """
    if unit in _OTHER:
        return _OTHER[unit]
    return exponent_of(unit) if len(unit) == 3 and unit.isalpha() else 0


def in_words(amount: int, unit: str) -> str:
    """Return an amount of smallest units as people read it, such as `12.34 EUR`."""
    return f"{as_decimal(amount, unit):f} {unit}"


def as_decimal(amount: int, unit: str) -> Decimal:
    """Return an amount of smallest units in whole ones."""
    return Decimal(amount).scaleb(-decimals_of(unit))
