"""Package sizes as the data write them, read into sizes that can be compared."""

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from serai.catalog.public import BadValue, PackageSize, parse_package_size


class Size(NamedTuple):
    """What a size says: how much is in the package, or words such as "King" or "8 × 10 in"."""

    package: PackageSize | None = None
    words: str = ""


_WORDS = {
    "L": "",
    "LARGE": "Large",
    "LG": "Large",
    "MED": "Medium",
    "MED.": "Medium",
    "MEDIUM": "Medium",
    "SMALL": "Small",
    "SML": "Small",
    "MINI": "Mini",
    "X-LARGE": "Extra Large",
    "X-LG": "Extra Large",
    "XLG": "Extra Large",
    "XL": "Extra Large",
    "LG/XLG": "Large to Extra Large",
    "SM/MED": "Small to Medium",
    "KING": "King",
    "PK-KING": "King",
    "QUEEN": "Queen",
    "TALL": "Tall",
    "SOFT": "Soft",
    "ONE SIZE": "One Size",
    "ONESIZE": "One Size",
    "CTN": "Carton",
    "MENS 7-13": "Men's 7 to 13",
    "MEN 7-13": "Men's 7 to 13",
}
_NUMBER = r"(\d*\.?\d+)"
_SUBSTITUTES = (
    (r"^\d{5,} ?(?=\d|CTN)", ""),  # an article number in front
    (r" \d{3,}$", ""),  # and behind
    (r"^\(\d+\) ?", ""),
    (r"[ /]?\((?:\d+|PT|\d+ SL|\d+ OZ)\)$", ""),
    (r"^(?:ALL|EX|[A-DLNPQRTX]{1,4}(?: [A-D])*) *(?=[\d.])", ""),  # a code for the container
    (r"\bREC OZ\b", "OZ"),
    (r"(?<=\d)[- ](LB|OZ|CT|STEMS?)\b", r" \1"),
    (
        r"[ /-]+(?:BTL|PET|NR|CANTR|CAN|CN|BAGS?|BOX|JAR|TUBE|PLST|AEROS|AER|POUCH|PCH|LOOSE|TUB|TRAY"
        r"|REFIL|SNGAL|FOIL|LN BT|LNNR|LN|GALASS|AVGWT|AV|CS|FM|BIG BG|TWN|CLMS|CARD|CUBE"
        r"|EA|SET|CTN)$",
        "",
    ),
    (r"(?<=OZ|LB) (?:CUP|ROLL)$", ""),
    (r"^HALF GAL$", "0.5 GAL"),
    (r"\bGA$", "GAL"),
    (r"\bLRT$", "L"),
    (r"\bL\*$", "L"),
    (r"(?<=[\d.]) Z\b", " OZ"),
    (r"(\d)\.O\b", r"\1.0"),
    (r"\bOZ OZ$", "OZ"),
    (r"^2/3 OZ$", "2 X 3 OZ"),
    (r"^(\d+) P/", r"\1 PK/"),
)


def _content(*group: int) -> Callable[[re.Match[str]], Size]:
    return lambda match: _parsed(" ".join(match[place] for place in group))


def _phrase(template: str) -> Callable[[re.Match[str]], Size]:
    return lambda match: Size(words=match.expand(template))


def _measures(template: str) -> Callable[[re.Match[str]], Size]:
    return lambda match: Size(words=match.expand(template).lower())


def _pounds_and_ounces(match: re.Match[str]) -> Size:
    return _parsed(f"{float(match[1]) * 16 + float(match[2]):g} OZ")


def _pack_or_range(match: re.Match[str]) -> Size:
    """Read "24-12 OZ" as a pack of 24; "18-22 LB", or a count from to, is a range, in words."""
    count, amount, unit = match[1], match[2], match[3]
    if unit == "OZ" and count.isdigit() and int(count) <= 36:
        return _parsed(f"{count} X {amount} OZ")
    return Size(words=f"{count} to {amount} {unit.lower()}")


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Size]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        # Ten in 17.5 ounces: the weight is of all of them.
        (rf"\d+ ?(?:CT|PC|LD|C)[ /]+{_NUMBER} ?(OZ|LB)", _content(1, 2)),
        (rf"{_NUMBER} ?(OZ|LB|G)[ /]+\d+ ?(?:CT|C|LD|LOADS?|PC)", _content(1, 2)),
        # Twenty bags of thirteen gallons, diapers of size 5: the number of them counts.
        (
            r"(\d+) ?(?:CT|C)[ /]+(?:\d*\.?\d+ ?)?(?:GAL|QT|IN|CM|MG|MM|PLY|SZ ?\d+|SM MD)",
            lambda match: _parsed(f"{match[1]} CT"),
        ),
        (r"\d T-\d T/(\d+) (CT)", _content(1, 2)),
        # Nine inches and 41 ounces, 8 ounces or 236 ml, enough for two quarts: the weight counts.
        (rf"{_NUMBER} ?IN/{_NUMBER} ?(OZ|LB)", _content(2, 3)),
        (rf"{_NUMBER} ?(OZ|LB)/{_NUMBER} ?(?:IN|ML|L|QT)", _content(1, 2)),
        (rf"{_NUMBER} ?QT/{_NUMBER} ?(OZ|L)", _content(2, 3)),
        (rf"{_NUMBER} ?(G|PT)/{_NUMBER} ?(?:OZ|ML)", _content(1, 2)),
        (rf"{_NUMBER} ?LBS? {_NUMBER} ?OZ", _pounds_and_ounces),
        (rf"{_NUMBER} ?OZ (\d+) ?(?:PK|P)", lambda match: _parsed(f"{match[2]} X {match[1]} OZ")),
        (r"(\d+)[/-](\d+) ?(CT)", _phrase(r"\1 to \2 ct")),
        (rf"(\d+) ?- ?{_NUMBER} ?(OZ|LB|CT|STEM|IN)S?", _pack_or_range),
        (rf"{_NUMBER} ?IN ?X ?{_NUMBER} ?(FT|YD)", _measures(r"\1 IN × \2 \3")),
        (rf"{_NUMBER} ?(?:IN ?)?X ?{_NUMBER} ?(IN|FT|YD)", _measures(r"\1 × \2 \3")),
        (rf"{_NUMBER} ?(IN|CM|MM)(?: POT)?", _measures(r"\1 \2")),
        (rf"{_NUMBER} ?MG", _measures(r"\1 MG")),
        (rf"{_NUMBER} ?CUPS?", _phrase(r"\1 Cups")),
        (rf"{_NUMBER} ?CP", _phrase(r"\1 Cups")),
        (rf"{_NUMBER} ?DIOPT", _phrase(r"+\1 Diopters")),
        (r"SIZE ?(\d+)", _phrase(r"Size \1")),
        (r"SZ ?(\d+) (?:\d+) (?:PK|CT)", _phrase(r"Size \1")),
    )
)


@cache
def read_size(raw: str | None) -> Size:
    """
    Return what a size of the data says; nothing when it says nothing that can be understood.

    Example:
        >>> str(read_size("10 CT/17.5 Z").package), read_size("KING").words
        ('17.5 oz', 'King')
    """
    text = " ".join((raw or "").upper().split())
    if text in _WORDS:
        return Size(words=_WORDS[text])
    for pattern, substitute in _SUBSTITUTES:
        text = re.sub(pattern, substitute, text).strip()
    for form, read in _FORMS:
        if match := form.fullmatch(text):
            return read(match)
    return Size(words=_WORDS[text]) if text in _WORDS else _parsed(text)


def _parsed(text: str) -> Size:
    try:
        package = parse_package_size(text)
    except BadValue:
        return Size()
    # How long something is, is not how much of it there is, except for what is sold by the foot.
    return Size(words=str(package)) if package.unit in ("in", "cm", "mm") else Size(package)
