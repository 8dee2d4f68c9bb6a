"""Make or change locations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from serai.inventory.domain.entry import EntriesRefused, EntryFault
from serai.inventory.models import Location
from serai.kernel.ids import uuid7
from serai.plumbing.db import rows, unit_of_work

_LONGEST = {
    "code": 64,
    "name": 200,
    "line1": 200,
    "line2": 200,
    "city": 100,
    "region": 100,
    "postcode": 16,
    "source": 64,
}
_COLUMNS = [
    "code", "name", "kind", "line1", "line2", "city", "region", "postcode", "country",
    "lat", "lon", "derived", "source",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationRow:
    """
    A location as someone describes it; `code` says which one is meant.

    `kind` is "store" or "dc"; `derived` must be true unless the coordinates are the real ones.
    """

    code: str
    name: str
    kind: str
    country: str
    line1: str = ""
    line2: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    lat: float | None = None
    lon: float | None = None
    derived: bool = False
    source: str = "staff"
    id: UUID = field(default_factory=uuid7)
    """Used when the location is new."""


def upsert_locations(given: Iterable[LocationRow]) -> dict[str, UUID]:
    """
    Make the locations that are new and change those that differ: all of them, or none.

    One statement, and a second when others make the same locations meanwhile. Returns the id of every
    location named, by code.

    Raises:
        EntriesRefused: a field is missing, too long or makes no sense, or a code comes twice.
    """
    described = list(given)
    _check(described)
    if not described:
        return {}
    columns = ["id", *_COLUMNS]
    params = [[getattr(row, column) for row in described] for column in columns]
    with unit_of_work():
        found = dict(rows(_UPSERT, [*params, [row.code for row in described]]))
        missing = [row.code for row in described if row.code not in found]
        if (
            missing
        ):  # made by somebody else while this statement ran, which therefore cannot see them
            found |= dict(rows(_IDS, [missing]))
        return found


def _check(described: Sequence[LocationRow]) -> None:
    faults: list[EntryFault] = []
    seen: set[str] = set()
    for line, row in enumerate(described, 1):
        faults += [EntryFault(line, *fault) for fault in _faults(row)]
        if row.code in seen:
            faults.append(EntryFault(line, "code", "Comes twice."))
        seen.add(row.code)
    if faults:
        raise EntriesRefused(faults)


def _faults(row: LocationRow) -> list[tuple[str, str]]:
    faults = [
        (name, f"At most {most} printable characters.")
        for name, most in _LONGEST.items()
        if len(getattr(row, name)) > most or "\x00" in getattr(row, name)
    ]
    faults += [(name, "Is missing.") for name in ("code", "name") if not getattr(row, name).strip()]
    if row.kind not in Location.Kind.values:
        faults.append(("kind", "Must be 'store' or 'dc'."))
    if not (len(row.country) == 2 and row.country.isascii() and row.country.isupper()):
        faults.append(("country", "Must be a two-letter code such as 'US'."))
    if (row.lat is None) != (row.lon is None):
        faults.append(("lat", "Give both coordinates or none."))
    elif row.lat is not None and row.lon is not None and not _on_earth(row.lat, row.lon):
        faults.append(("lat", "Is not on earth."))
    return faults


def _on_earth(lat: float, lon: float) -> bool:
    return -90 <= lat <= 90 and -180 <= lon <= 180


_CHANGED = ", ".join(f"l.{column}" for column in _COLUMNS[1:])
_GIVEN = ", ".join(f"excluded.{column}" for column in _COLUMNS[1:])

_IDS = "SELECT code, id FROM inventory_location WHERE code = ANY(%s)"

_UPSERT = f"""
WITH upserted AS (
  INSERT INTO inventory_location AS l (id, {", ".join(_COLUMNS)})
  SELECT * FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
    %s::text[], %s::text[], %s::text[], %s::text[], %s::float8[], %s::float8[], %s::boolean[],
    %s::text[]) AS g (id, code, name, kind, line1, line2, city, region, postcode, country,
    lat, lon, derived, source)
  ORDER BY code
  ON CONFLICT (code) DO UPDATE
  SET ({", ".join(_COLUMNS[1:])}, updated_at) = ({_GIVEN}, now())
  WHERE ({_CHANGED}) IS DISTINCT FROM ({_GIVEN})
  RETURNING code, id
)
SELECT code, id FROM upserted
UNION
SELECT code, id FROM inventory_location WHERE code = ANY(%s)"""  # noqa: S608 -- constants only
