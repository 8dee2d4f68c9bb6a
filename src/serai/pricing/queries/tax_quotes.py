"""Rates that a tax provider has told, kept so that no checkout waits for it twice."""

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from serai.plumbing.caches import ShortCache
from serai.pricing.domain.tax import ChannelTax, Place, TaxPart
from serai.pricing.models import TaxQuote

_kept: ShortCache[str, dict[str, tuple[TaxPart, ...]] | None] = ShortCache(seconds=60)


def quote_key(channel_tax: ChannelTax, place: Place, on: date) -> str:
    """Return the name under which the rates of a place on a day are kept."""
    origin = channel_tax.origin
    facts = (channel_tax.provider, origin.country, origin.region, origin.postcode)
    text = "\n".join((*facts, place.country, place.region, place.postcode, on.isoformat()))
    return hashlib.sha256(text.encode()).hexdigest()


def quoted_parts(
    channel_tax: ChannelTax, place: Place, on: date
) -> dict[str, tuple[TaxPart, ...]] | None:
    """Return the rates that the provider told for a place; a statement a minute; `None`: it told none."""
    key = quote_key(channel_tax, place, on)
    return _kept.get(key, lambda: _loaded(key))


def forget_quotes() -> None:
    """Let this process read quotes anew: one has just come."""
    _kept.forget()


def parts_as_data(parts: Mapping[str, tuple[TaxPart, ...]]) -> dict[str, list[list[str]]]:
    """Return rates as JSON values."""
    return {
        key: [[part.name, part.jurisdiction, str(part.rate)] for part in of]
        for key, of in parts.items()
    }


def _loaded(key: str) -> dict[str, tuple[TaxPart, ...]] | None:
    row = TaxQuote.objects.filter(key=key).first()
    if row is None:
        return None
    said: dict[str, list[list[Any]]] = row.parts
    return {
        key: tuple(TaxPart(name, where, Decimal(rate)) for name, where, rate in of)
        for key, of in said.items()
    }
