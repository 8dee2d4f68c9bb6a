"""The statements that find prices, made once."""

from datetime import UTC, datetime
from functools import cache

from django.db.models import BooleanField, F, FilteredRelation, Q
from django.db.models.expressions import RawSQL

from serai.pricing.models import PriceEntry
from serai.pricing.models.price_entry import LIST_PRICE

_WANTED, _CHANNEL, _NOW = "wanted", "channel", datetime(1, 1, 1, tzinfo=UTC)
_ANY = "= ANY (%(wanted)s::{}[])"
_PART_WITHDRAWN = """EXISTS (
  SELECT FROM catalog_set_part AS part
  JOIN catalog_variant AS inside ON inside.id = part.part_id
  JOIN catalog_product AS made ON made.id = inside.product_id
  WHERE part.set_id = pricing_price_entry.variant_id AND NOT (inside.active AND made.active))"""
_PLACES = {_WANTED: "%(wanted)s", _CHANNEL: "%(channel)s", _NOW: "%(now)s"}


@cache
def price_statement(field: str, kind: str) -> str:
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
        .annotate(part_withdrawn=RawSQL(_PART_WITHDRAWN, [], BooleanField()))  # noqa: S611
        .annotate(sold=Q(offered__isnull=False, part_withdrawn=False))
        .values_list(
            "variant_id", "sku", "variant__name", "variant__product__name", "variant__product__slug",
            "amount_minor", "exact_minor", "compare_at_minor", "currency", "source", "variant__active",
            "variant__product__active", "sold", "variant__product__tax_class",
        )
    )  # fmt: skip
    text, params = entries.query.sql_with_params()
    made = text % tuple(_PLACES.get(param) or _constant(param) for param in params)
    # The ORM cannot say ANY, which needs no table of what is wanted.
    return made.replace(f"IN (SELECT unnest({_PLACES[_WANTED]}::{kind}[]))", _ANY.format(kind))


@cache
def price_statement_with_lists(field: str, kind: str) -> str:
    """Return the same statement with what price lists say of each variant, as JSON."""
    return f"""
SELECT base.*, listed.offers FROM ({price_statement(field, kind)}) AS base
LEFT JOIN LATERAL (
  SELECT json_agg(json_build_array(o.price_list_id, o.min_quantity, o.amount_minor::text,
      o.compare_at_minor, o.source)) AS offers
  FROM (
    SELECT DISTINCT ON (e.price_list_id, e.min_quantity) e.*
    FROM pricing_price_list_entry AS e
    WHERE e.variant_id = base.variant_id AND e.price_list_id = ANY(%(lists)s::uuid[])
      AND e.valid_from <= %(now)s AND (e.valid_until IS NULL OR e.valid_until > %(now)s)
    ORDER BY e.price_list_id, e.min_quantity, e.valid_from DESC, e.id DESC
  ) AS o WHERE o.amount_minor IS NOT NULL
) AS listed ON true"""  # noqa: S608 -- constants only


def _constant(value: object) -> str:
    if isinstance(value, bool | int):
        return str(value).lower()
    raise TypeError(f"{value!r} is not a constant of the statement.")
