"""Make the sorted files of one country."""

import os
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import countrystatecity_postal_codes
import msgspec

from serai.customers.domain.place_text import code_key, folded, readable

WRITES_REGION = frozenset({"AR", "AU", "BR", "CA", "IN", "IT", "MX", "US"})
"""Countries whose addresses name the state or province, by a code that the source has in letters."""

_PACKAGE = Path(countrystatecity_postal_codes.__file__).parent
_BY_COUNTRY = _PACKAGE / "data" / "by-country"

VERSION: str = countrystatecity_postal_codes.__version__


@cache
def known_countries() -> frozenset[str]:
    """Return the countries that the package has postcodes of."""
    return frozenset(each.name for each in _BY_COUNTRY.iterdir() if each.is_dir())


def build_index(country: str, folder: Path) -> None:
    """
    Write `codes` (postcode, town, region) and `names` (town, region, its only postcode) of a country.

    Whoever is first puts the files in place; a reader sees whole files or none.
    """
    records = _records(country)
    codes = {(code_key(code), code, city, region) for code, city, region in records if code}
    towns: dict[tuple[str, str], set[str]] = {}
    for code, city, region in records:
        if city:
            towns.setdefault((city, region), set()).add(code)
    names = {
        (folded(city), city, region, next(iter(found)) if len(found) == 1 else "")
        for (city, region), found in towns.items()
    }
    folder.mkdir(parents=True, exist_ok=True)
    _put(folder / "codes", codes)
    _put(folder / "names", names)


def _records(country: str) -> list[tuple[str, str, str]]:
    """Return postcode, town and region of every record; a code of a whole area is kept as it is."""
    read: list[dict[str, Any]] = msgspec.json.decode(
        (_BY_COUNTRY / country / "postcodes.json").read_bytes()
    )
    with_region = country in WRITES_REGION
    return [
        (
            " ".join(each["code"].split()),
            readable(each["localityName"] or ""),
            region if with_region and (region := each["stateCode"] or "").isalpha() else "",
        )
        for each in read
    ]


def _put(path: Path, lines: Iterable[tuple[str, ...]]) -> None:
    text = b"".join(sorted("\t".join(line).encode() + b"\n" for line in lines))
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(text)
    Path(name).replace(path)
