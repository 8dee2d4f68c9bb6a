"""Say which articles a channel sells before they are there."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from serai.catalog.public import article_terms
from serai.inventory.domain.ahead.terms import AheadTerms, BadAheadTerms, checked_ahead
from serai.inventory.events import AvailabilityChanged
from serai.inventory.queries.ahead.terms import forget_ahead_terms
from serai.inventory.usecases.ahead.tell_waiting import tell_waiting
from serai.plumbing.db import execute, forget_with_work, rows, unit_of_work
from serai.plumbing.events import publish

_SET = """
INSERT INTO inventory_ahead_terms
  (channel_code, variant_id, kind, until, most_units, only_expected, release_on, pay, version,
   changed_at)
SELECT c.code, v.id, g.kind, g.until, g.most, g.expected, g.release, g.pay,
  nextval('inventory_ahead_terms_change'), %(now)s
FROM unnest(%(skus)s::text[], %(channels)s::text[], %(kinds)s::text[], %(last_days)s::date[],
  %(most)s::int[], %(expected)s::boolean[], %(releases)s::date[], %(pays)s::text[])
  AS g (sku, channel, kind, until, most, expected, release, pay)
JOIN catalog_variant AS v ON v.sku = g.sku
JOIN catalog_channel AS c ON c.code = g.channel
ORDER BY v.id, c.code
ON CONFLICT (variant_id, channel_code) DO UPDATE SET kind = excluded.kind, until = excluded.until,
  most_units = excluded.most_units, only_expected = excluded.only_expected,
  release_on = excluded.release_on, pay = excluded.pay,
  version = nextval('inventory_ahead_terms_change'), changed_at = excluded.changed_at
RETURNING (SELECT sku FROM catalog_variant WHERE id = variant_id), variant_id, channel_code
"""
_RELEASED = """
UPDATE inventory_waiting AS w SET release_on = t.release_on
FROM inventory_ahead_terms AS t
WHERE t.variant_id = w.variant_id AND t.channel_code = w.channel_code
  AND w.variant_id = ANY(%s::uuid[]) AND w.state IN ('held', 'waiting')
  AND t.kind <> 'refuse' AND w.release_on IS DISTINCT FROM t.release_on
"""


@unit_of_work()
def set_ahead_terms(terms: Mapping[tuple[str, str], AheadTerms], *, now: datetime) -> int:
    """
    Set on which terms articles are sold ahead, by SKU and channel: all, or none. Return how many.

    Who waits already keeps the place. A release that moves moves for them as well, and they are told. Other
    processes know within five seconds.

    Raises:
        BadAheadTerms: an article or a channel does not exist, the terms make no sense, or it is a set.
    """
    for (sku, _), each in terms.items():
        checked_ahead(sku, each)
    each_of = terms.values()
    found = rows(
        _SET,
        {
            "skus": [sku for sku, _ in terms],
            "channels": [channel for _, channel in terms],
            "kinds": [each.kind.value for each in each_of],
            "last_days": [each.until for each in each_of],
            "most": [each.most_units for each in each_of],
            "expected": [each.only_expected for each in each_of],
            "releases": [each.release_on for each in each_of],
            "pays": [each.pay.value for each in each_of],
            "now": now,
        },
    )
    written = {(sku, channel) for sku, _, channel in found}
    for sku, channel in terms:
        if (sku, channel) not in written:
            raise BadAheadTerms(sku, f"there is no such article, or no channel {channel!r}.")
    for sku, variant_id, _ in found:
        if article_terms(variant_id).parts:
            raise BadAheadTerms(sku, "it is a set: say it of its parts.")
    variants = sorted({variant_id for _, variant_id, _ in found})
    execute(_RELEASED, [variants])
    tell_waiting(variants, now=now)
    _tell_pages(found)
    forget_with_work(forget_ahead_terms)
    return len(written)


def _tell_pages(found: list[tuple[str, UUID, str]]) -> None:
    """Let pages show the article anew: it is, or is no longer, sold although it is out of stock."""
    by_channel: dict[str, list[UUID]] = {}
    for _, variant_id, channel in found:
        by_channel.setdefault(channel, []).append(variant_id)
    for channel, variant_ids in by_channel.items():
        publish(AvailabilityChanged(tuple(variant_ids), channel))
