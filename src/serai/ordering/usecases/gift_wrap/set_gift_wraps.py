"""Say in what a channel wraps gifts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from serai.catalog import public as catalog
from serai.kernel.ids import uuid7
from serai.ordering.domain.gift_wrap import BadGiftWrap
from serai.ordering.domain.wrapping import WrapPer
from serai.ordering.models import GiftWrapRow
from serai.ordering.queries.gift_wraps import forget_gift_wraps
from serai.plumbing.db import execute, forget_with_work, rows, unit_of_work


@dataclass(frozen=True, slots=True)
class OfferedWrap:
    """One way of wrapping, and the SKUs of what cannot be wrapped like it."""

    sku: str
    per: WrapPer
    excluded_skus: tuple[str, ...] = ()


@unit_of_work()
def set_gift_wraps(channel_code: str, wraps: Sequence[OfferedWrap], *, now: datetime) -> int:
    """
    Let these ways be all that a channel offers, in this order. Return how many.

    Other processes know within five seconds; carts that have chosen another keep it.

    Raises:
        ChannelNotFound: there is no such channel.
        BadGiftWrap: an article does not exist, is no service, or is named twice.
    """
    channel = catalog.channel(channel_code)
    variants = catalog.variants_of_skus([wrap.sku for wrap in wraps])
    seen: set[str] = set()
    for wrap in wraps:
        variant = variants.get(wrap.sku)
        if variant is None or catalog.article_terms(variant.id).nature is not (
            catalog.Nature.SERVICE
        ):
            raise BadGiftWrap(wrap.sku, "is no article whose terms say 'service'.")
        if wrap.sku in seen:
            raise BadGiftWrap(wrap.sku, "is named twice.")
        seen.add(wrap.sku)
    execute("SELECT pg_advisory_xact_lock(hashtext('ordering.gift_wraps'))")
    [(version,)] = rows("SELECT nextval('ordering_rules_change')")
    GiftWrapRow.objects.filter(channel_code=channel.code).delete()
    GiftWrapRow.objects.bulk_create(
        GiftWrapRow(
            id=uuid7(),
            channel_code=channel.code,
            variant_id=variants[wrap.sku].id,
            per=wrap.per,
            place=place,
            excluded_skus=sorted(set(wrap.excluded_skus)),
            version=version,
            changed_at=now,
        )
        for place, wrap in enumerate(wraps, 1)
    )
    forget_with_work(forget_gift_wraps)
    return len(wraps)
