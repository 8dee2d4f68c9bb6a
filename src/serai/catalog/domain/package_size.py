"""Package sizes: "22 lb", "6 × 330 ml", "1/2 gal" as a count, an amount and a unit."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from math import gcd
from types import MappingProxyType

from serai.catalog.domain.bad_value import BadValue


class Dimension(StrEnum):
    """What a unit measures."""

    MASS = "mass"
    VOLUME = "volume"
    LENGTH = "length"
    AREA = "area"
    COUNT = "count"


BASES = MappingProxyType(
    {
        Dimension.MASS: "kg",
        Dimension.VOLUME: "l",
        Dimension.LENGTH: "m",
        Dimension.AREA: "m²",
        Dimension.COUNT: "ct",
    }
)
"""The unit in which two sizes of one dimension are compared."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: its written form, what it measures, and how much of the base it is."""

    code: str
    dimension: Dimension
    in_base: Decimal


def _units() -> dict[str, Unit]:
    """Return every unit under every way of writing it, in small letters."""
    table = """
        mg      mass    0.000001        mgs milligram milligrams
        g       mass    0.001           gm gms gr gram grams gs
        kg      mass    1               kgs kilo kilos kilogram kilograms
        oz      mass    0.028349523125  ozs ounce ounces
        lb      mass    0.45359237      lbs pound pounds
        ml      volume  0.001           mls millilitre millilitres milliliter milliliters
        cl      volume  0.01            cls centilitre centilitres centiliter centiliters
        l       volume  1               lt ltr ltrs litre litres liter liters
        fl-oz   volume  0.0295735295625 floz fl.oz fluid-ounces
        pt      volume  0.473176473     pts pint pints
        qt      volume  0.946352946     qts quart quarts
        gal     volume  3.785411784     gals gallon gallons
        mm      length  0.001           millimetre millimetres millimeter millimeters
        cm      length  0.01            centimetre centimetres centimeter centimeters
        m       length  1               metre metres meter meters
        in      length  0.0254          inch inches
        ft      length  0.3048          foot feet
        yd      length  0.9144          yds yard yards
        m²      area    1               m2 sqm
        sq-ft   area    0.09290304      sqft
        ct      count   1               cts count counts ea each pc pcs piece pieces
        pk      count   1               pks pack packs
        dozen   count   12              dz dzn doz dozens
        pair    count   1               pairs pr
        roll    count   1               rolls rl
        sheet   count   1               sheets
        load    count   1               loads ld lds
        stem    count   1               stems
        dose    count   1               doses
        use     count   1               uses
        bag     count   1               bags
        kit     count   1               kits
        set     count   1               sets
    """
    units: dict[str, Unit] = {}
    for line in table.strip().splitlines():
        code, dimension, in_base, *others = line.split()
        unit = Unit(code.replace("-", " "), Dimension(dimension), Decimal(in_base))
        units.update((name.replace("-", " "), unit) for name in [code, *others])
    return units


UNITS = MappingProxyType(_units())
"""Units by every way of writing them, in small letters."""

_UNIT = r"([a-z][a-z²2. ]*?)\.?"
_MEASURE = re.compile(rf"(\d{{1,7}}(?:[.,]\d{{1,4}})?|[.,]\d{{1,4}})? ?{_UNIT}")
_FRACTION = re.compile(rf"(?:(\d{{1,4}})[ -])?(\d)/(\d) ?{_UNIT}")
_PACK = re.compile(r"(\d{1,5}) ?(?:x|/|(?:pk|pack) ?(?:x|/|of)?) ?(?=[\d.,])(.+)")
_PACK_BEHIND = re.compile(r"(.+?) ?[x/] ?(\d{1,5}) ?(?:pk|pack)?")
_VULGAR = re.compile(r"(?<=\d)(?=[½⅓⅔¼¾⅛⅜⅝⅞])")
_WITH_PLURAL = frozenset("pair roll sheet load stem dose use bag kit set".split())
_THOUSANDS = re.compile(r"[1-9]\d*,\d{3}(?!\d)")
_PARTS = frozenset({2, 3, 4, 8})
_MOST = Decimal(10_000_000)


@dataclass(frozen=True, slots=True)
class PackageSize:
    """
    How much is in a package: `count` inner packages of `amount` `unit` each.

    `str()` gives the written form, "6 × 330 ml".
    """

    amount: Decimal
    unit: str
    count: int = 1

    def __str__(self) -> str:
        plural = "s" if self.unit in _WITH_PLURAL and self.amount != 1 else ""
        one = f"{plain(self.amount)} {self.unit}{plural}"
        return one if self.count == 1 else f"{self.count} × {one}"

    @property
    def dimension(self) -> Dimension:
        """What is measured."""
        return UNITS[self.unit].dimension

    def in_base(self) -> tuple[Decimal, str]:
        """Return the whole content in its dimension's base unit (kg, l, m, m², ct)."""
        unit = UNITS[self.unit]
        return self.amount * self.count * unit.in_base, BASES[unit.dimension]


@lru_cache(maxsize=8192)
def parse_package_size(text: str) -> PackageSize:
    """
    Read a package size as people write it.

    A slash is a fraction when it stands in lowest terms over 2, 3, 4 or 8 ("1/2 gal") and otherwise
    a pack ("12/12 oz"). A unit alone means one of it. "10 ct / 12 oz" is refused: nobody can tell
    whether each of the ten or all of them together weigh that.

    Raises:
        BadValue: not a size, an unknown unit, or nothing in the package.

    Example:
        >>> str(parse_package_size("12/12 OZ")), str(parse_package_size("1 1/2 LTR"))
        ('12 × 12 oz', '1.5 l')
    """
    if len(text) > 60:
        raise BadValue(_ADVICE)
    normal = unicodedata.normalize("NFKC", _VULGAR.sub(" ", text)).lower()
    words = " ".join(
        normal.replace("\N{FRACTION SLASH}", "/").replace("\N{MULTIPLICATION SIGN}", "x").split()
    )
    count, measure = _unpacked(words)
    amount, unit = _measured(measure)
    if unit.dimension is Dimension.LENGTH and count > 1 and "x" in words:
        raise BadValue("Width x height is not a package size.")
    if not 0 < amount * count <= _MOST:
        raise BadValue("The amount must be more than nothing and at most ten million.")
    return PackageSize(amount, unit.code, count)


def plain(number: Decimal) -> str:
    """Return a number without exponent and without zeros behind the point."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_ADVICE = "Write a size such as '500 g', '6 x 330 ml' or '12 ct'."


def _unpacked(words: str) -> tuple[int, str]:
    """Return how many inner packages there are, and the words for one of them."""
    if _fraction(words):
        return 1, words
    if front := _PACK.fullmatch(words):
        return int(front[1]), front[2]
    if behind := _PACK_BEHIND.fullmatch(words):
        return int(behind[2]), behind[1]
    return 1, words


def _measured(words: str) -> tuple[Decimal, Unit]:
    """Return the amount and the unit of one inner package."""
    if fraction := _fraction(words):
        above, below = Decimal(fraction[2]), Decimal(fraction[3])
        amount, name = (
            (int(fraction[1] or 0) + above / below).quantize(Decimal("0.0001")),
            fraction[4],
        )
    elif _THOUSANDS.match(words):
        raise BadValue("Is the comma a decimal point? Write 1500 or 1.5.")
    elif measure := _MEASURE.fullmatch(words):
        amount, name = Decimal((measure[1] or "1").replace(",", ".")), measure[2]
    else:
        raise BadValue(_ADVICE)
    unit = UNITS.get(name.strip())
    if unit is None:
        raise BadValue(f"The unit '{name.strip()}' is not known.")
    return amount, unit


def _fraction(words: str) -> re.Match[str] | None:
    """Return the match when a slash in `words` means a fraction rather than a pack."""
    match = _FRACTION.fullmatch(words)
    if match is None:
        return None
    above, below = int(match[2]), int(match[3])
    return match if below in _PARTS and 0 < above < below and gcd(above, below) == 1 else None
