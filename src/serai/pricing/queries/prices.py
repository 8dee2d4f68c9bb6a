"""What things cost at one instant."""

from collections.abc import Collection
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q
from django.db.models.expressions import RawSQL

from serai.kernel.money import Money
from serai.plumbing.db import rows
from serai.pricing.domain.price_view import PriceView
from serai.pricing.models import PriceEntry
from serai.pricing.models.price_entry import LIST_PRICE


def prices_of(
    variant_ids: Collection[UUID], channel_code: str, now: datetime
) -> dict[UUID, PriceView]:
    """
    Return the list price of each variant in a channel; one statement, however many there are.

    A variant without a price is not in the answer; one that is not sold now is, and not `sellable`.
    """
    views = _found("variant_id", "uuid", list(variant_ids), channel_code, now)
    return {view.variant_id: view for view in views}


def prices_of_skus(skus: Collection[str], channel_code: str, now: datetime) -> dict[str, PriceView]:
    """Return the list price of each SKU in a channel, as `prices_of` does; one statement."""
    return {
        view.sku: view for view in _found("variant__sku", "text", list(skus), channel_code, now)
    }


def _found(
    field: str, kind: str, wanted: list[Any], channel_code: str, now: datetime
) -> list[PriceView]:
    params = {"wanted": wanted, "channel": channel_code, "now": now}
    return [
        PriceView(
            variant_id=variant_id,
            sku=sku,
            name=f"{product}, {name}" if name else product,
            slug=slug,
            amount=Money(amount, currency),
            compare_at=None if compare_at is None else Money(compare_at, currency),
            sellable=active and product_active and sold,
            source=source,
        )
        for (
            variant_id, sku, name, product, slug, amount, compare_at, currency, source, active,
            product_active, sold,
        ) in rows(_statement(field, kind), params)
    ]  # fmt: skip


_WANTED, _CHANNEL, _NOW = "wanted", "channel", datetime(1, 1, 1, tzinfo=UTC)
_PLACES = {_WANTED: "%(wanted)s", _CHANNEL: "%(channel)s", _NOW: "%(now)s"}


@cache
def _statement(field: str, kind: str) -> str:
    """
    Return the statement that the ORM makes for this question, made once.

    The ORM knows the names of the catalogue's columns, so this context does not; making the statement anew
    for each cart would cost several times what running it does. What never changes is written into it,
    because the index of list prices is only found by constants.
    """
    # A join, not EXISTS: for many variants the planner would read the whole channel's assortment.
    offered = FilteredRelation(
        "variant__product__assortments",
        condition=Q(
            variant__product__assortments__channel=F("channel__id"),
            variant__product__assortments__open=True,
        ),
    )
    entries = (
        PriceEntry.objects.filter(
            LIST_PRICE,
            Q(**{f"{field}__in": RawSQL(f"SELECT unnest(%s::{kind}[])", [_WANTED])}),  # noqa: S611
            Q(valid_until__isnull=True) | Q(valid_until__gt=_NOW),
            channel__code=_CHANNEL,
            valid_from__lte=_NOW,
        )
        .order_by("variant_id", "-valid_from", "-pk")
        .distinct("variant_id")
        .annotate(offered=offered, sku=F("variant__sku"))
        .annotate(sold=Q(offered__isnull=False))
        .values_list(
            "variant_id", "sku", "variant__name", "variant__product__name", "variant__product__slug",
            "amount_minor", "compare_at_minor", "currency", "source", "variant__active",
            "variant__product__active", "sold",
        )
    )  # fmt: skip
    text, params = entries.query.sql_with_params()
    return text % tuple(_PLACES.get(param) or _constant(param) for param in params)


def _constant(value: object) -> str:
    if isinstance(value, bool | int):
        return str(value).lower()
    raise TypeError(f"{value!r} is not a constant of the statement.")
