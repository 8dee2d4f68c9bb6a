"""What a set consists of: articles that are sold together as one."""

import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from serai.catalog.domain import texts
from serai.catalog.domain.bad_value import BadValue

MOST_PARTS = 40
"""More different articles than this in one set are a mistake."""
MOST_UNITS = 999
"""Of one article in one set."""
_COUNTED = re.compile(r"(?P<units>[0-9]{1,4})\s*[x×*]\s+(?P<sku>\S+)")


@dataclass(frozen=True, slots=True)
class SetPart:
    """So many units of one article in each set, with the name that it has by itself."""

    variant_id: UUID
    sku: str
    name: str
    units: int


def read_parts(value: Any) -> list[dict[str, Any]]:
    """
    Return what a set consists of: SKUs with their units in each set.

    Each part is an object with `sku` and `quantity`, or a text such as "2 x TEA"; "TEA" alone is one unit.

    Raises:
        BadValue: not such a list, too many parts or units, or one article twice.

    Example:
        >>> read_parts(["2 x TEA", {"sku": "MUG"}])
        [{'sku': 'TEA', 'units': 2}, {'sku': 'MUG', 'units': 1}]
    """
    if not isinstance(value, list | tuple) or len(value) > MOST_PARTS:
        raise BadValue(f"Expected a list of at most {MOST_PARTS}.")
    found = [_part(each) for each in value]
    if len({part["sku"] for part in found}) < len(found):
        raise BadValue("The same SKU stands here twice.")
    return found


def _part(value: Any) -> dict[str, Any]:
    if isinstance(value, str):
        counted = _COUNTED.fullmatch(value.strip())
        sku, units = (counted["sku"], int(counted["units"])) if counted else (value, 1)
    elif isinstance(value, dict) and value.keys() <= {"sku", "quantity"}:
        sku, units = value.get("sku", ""), value.get("quantity", 1)
    else:
        raise BadValue("A part is a SKU, such as 2 x TEA, or an object with sku and quantity.")
    if type(units) is not int or not 1 <= units <= MOST_UNITS:
        raise BadValue(f"Expected 1 to {MOST_UNITS} units of each part.")
    return {"sku": texts.code(sku), "units": units}
