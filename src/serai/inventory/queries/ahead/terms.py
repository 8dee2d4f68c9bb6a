"""What is sold ahead, in the memory of this process: read once, and again when something has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from serai.inventory.domain.ahead.terms import AheadKind, AheadTerms, PayAhead
from serai.plumbing.caches import VersionedCache
from serai.plumbing.db import rows

_OLDEST = 5
_COLUMNS = "t.kind, t.until, t.most_units, t.only_expected, t.release_on, t.pay"
_ALL = f"""
SELECT t.channel_code, t.variant_id, {_COLUMNS} FROM inventory_ahead_terms AS t
WHERE t.kind <> 'refuse'
"""  # noqa: S608
_PAGE = f"""
SELECT v.sku, t.variant_id, t.channel_code, {_COLUMNS}
FROM inventory_ahead_terms AS t JOIN catalog_variant AS v ON v.id = t.variant_id
WHERE (v.sku, t.channel_code) > (%s, %s) ORDER BY v.sku, t.channel_code LIMIT %s
"""  # noqa: S608
_NOTHING: Mapping[UUID, AheadTerms] = MappingProxyType({})


@dataclass(frozen=True)
class AheadTermsView:
    """On which terms a channel sells an article ahead."""

    sku: str
    variant_id: UUID
    channel: str
    kind: AheadKind
    until: date | None
    most_units: int | None
    only_expected: bool
    release_on: date | None
    pay: PayAhead


def sold_ahead(channel_code: str) -> Mapping[UUID, AheadTerms]:
    """
    Return what a channel sells ahead, by variant, whether or not that is over by now.

    At most five seconds old, and usually without a statement.
    """
    return _by_channel.now().get(channel_code, _NOTHING)


def look_for_ahead_terms_again() -> None:
    """Let this process look at once whether other things are sold ahead."""
    _by_channel.look_again()


def forget_ahead_terms() -> None:
    """Let this process read everything anew: something has just changed."""
    _by_channel.forget()


def ahead_terms_page(
    *, after: tuple[str, str] = ("", ""), limit: int = 100
) -> list[AheadTermsView]:
    """Return the terms after a SKU and channel, by these; one statement."""
    return [
        AheadTermsView(
            sku, variant_id, channel, AheadKind(kind), until, most, only, release, PayAhead(pay)
        )
        for sku, variant_id, channel, kind, until, most, only, release, pay in rows(
            _PAGE, [*after, limit]
        )
    ]


def _version() -> int:
    # Every change makes a row's version larger, so their sum tells any change, in whatever order they commit.
    [(changes,)] = rows("SELECT coalesce(sum(version), 0)::bigint FROM inventory_ahead_terms")
    return int(changes)


def _loaded() -> Mapping[str, Mapping[UUID, AheadTerms]]:
    found: dict[str, dict[UUID, AheadTerms]] = {}
    for channel_code, variant_id, kind, until, most, only, release, pay in rows(_ALL):
        terms = AheadTerms(AheadKind(kind), until, most, only, release, PayAhead(pay))
        found.setdefault(channel_code, {})[variant_id] = terms
    return found


_by_channel = VersionedCache(_version, _loaded, seconds=_OLDEST)
