"""Tell whose promotions have begun, ended or changed, so that articles are shown with those of now."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from serai.catalog.public import channels, facts_of_variants
from serai.kernel import clock
from serai.kernel.conditions import Moment, Predicate, predicate
from serai.plumbing.db import rows, unit_of_work
from serai.plumbing.events import publish
from serai.plumbing.jobs import job
from serai.pricing.domain.promotions.benefits import BuyGet
from serai.pricing.domain.promotions.compiled import Promotions
from serai.pricing.domain.promotions.fields import line_fields
from serai.pricing.domain.promotions.for_everyone import fields_of
from serai.pricing.domain.promotions.promotion import Promotion
from serai.pricing.domain.promotions.read_promotion import read_promotion
from serai.pricing.events import PromotedPricesChanged
from serai.pricing.models import PromotionVersion, ToldPromotions
from serai.pricing.queries.promotions.facts_of_articles import FACTS_OF_ARTICLES, facts_of
from serai.pricing.queries.promotions.promoted_prices_of import everyones
from serai.pricing.queries.promotions.running import (
    look_for_promotions_again,
    running_promotions,
)
from serai.pricing.usecases.write_prices import IN_ONE_EVENT

_KNOWN = FACTS_OF_ARTICLES | {"sku"}
_Mark = tuple[str, int, bool]


@job(name="pricing.tell_promoted_prices")
def tell_promoted_prices_soon() -> None:
    """Tell at once: somebody has changed a promotion."""
    tell_promoted_prices(now=clock.now())


def tell_promoted_prices(*, now: datetime) -> int:
    """
    Publish which variants are shown with other promotions than was told last; return how many.

    Two statements while nothing has changed, whatever the number of channels.
    """
    look_for_promotions_again()
    known = {row.channel_code: _marks(row.marks) for row in ToldPromotions.objects.all()}
    told = 0
    for place in channels():
        running = running_promotions(place.code)
        marks = set(everyones(running, now=now).marks)
        if marks != known.get(place.code, set()):
            told += _tell(place.code, running.rules, marks, now)
    return told


@unit_of_work()
def _tell(channel_code: str, rules: Promotions, marks: set[_Mark], now: datetime) -> int:
    ToldPromotions.objects.get_or_create(channel_code=channel_code)
    row = ToldPromotions.objects.select_for_update().get(channel_code=channel_code)
    changed = _promotions(sorted(marks ^ _marks(row.marks)), rules)
    row.marks = sorted(marks)
    row.save(update_fields=["marks"])
    affected = _affected(channel_code, changed, Moment(now, rules.zone))
    count = 0
    while found := tuple(islice(affected, IN_ONE_EVENT)):
        publish(PromotedPricesChanged(found, channel_code))
        count += len(found)
    return count


def _marks(kept: Sequence[Sequence[Any]]) -> set[_Mark]:
    return {(promotion_id, version, priced) for promotion_id, version, priced in kept}


def _promotions(marks: Sequence[_Mark], rules: Promotions) -> list[Promotion]:
    """Return promotions in the versions of their marks."""
    found: list[Promotion] = []
    gone: set[tuple[str, int]] = set()
    for promotion_id, version, _ in marks:
        ready = rules.ready(UUID(promotion_id))
        if ready is not None and ready.promotion.version == version:
            found.append(ready.promotion)
        else:
            gone.add((promotion_id, version))
    kept = PromotionVersion.objects.filter(promotion_id__in={each for each, _ in gone})
    return found + [
        read_promotion(row.rule) for row in kept if (str(row.promotion_id), row.version) in gone
    ]


def _affected(channel_code: str, changed: Sequence[Promotion], at: Moment) -> Iterator[UUID]:
    """Yield the priced variants that promotions may be about."""
    asked = [test for promotion in changed for test in _predicates(promotion, at)]
    if not asked:
        return
    variants = [variant_id for (variant_id,) in rows(_PRICED, [channel_code])]
    if any(each is None for each in asked):
        yield from variants
        return
    tests = [each for each in asked if each is not None]
    for start in range(0, len(variants), 4 * IN_ONE_EVENT):
        batch = variants[start : start + 4 * IN_ONE_EVENT]
        for variant_id, known in facts_of_variants(batch).items():
            facts = {**facts_of(known), "sku": known.sku}
            if any(test(facts) for test in tests):
                yield variant_id


def _predicates(promotion: Promotion, at: Moment) -> Iterator[Predicate | None]:
    """Yield what says whether an article may be one of a promotion's; `None`: any may be."""
    trees = [promotion.lines]
    if isinstance(promotion.benefit, BuyGet) and promotion.benefit.get_lines is not None:
        trees.append(promotion.benefit.get_lines)
    fields = line_fields(promotion.currency)
    for tree in trees:
        known = tree.rules and fields_of(tree) <= _KNOWN
        yield predicate(tree, fields, at) if known else None


_PRICED = """
SELECT DISTINCT variant_id FROM pricing_price_entry WHERE channel_code = %s ORDER BY variant_id"""
