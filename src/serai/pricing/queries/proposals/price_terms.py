"""Which terms hold where."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from serai.plumbing.db import rows
from serai.pricing.domain.proposals.price_terms import PriceTerms


@dataclass(frozen=True, slots=True)
class KeptTerms:
    """Terms and the name of their version; an empty version is what holds where nothing was said."""

    terms: PriceTerms
    version: str


def terms_by_path(channel_code: str) -> dict[str, KeptTerms]:
    """Return the latest terms of each category of a channel; one statement."""
    found = rows(
        "SELECT DISTINCT ON (category_path) category_path, id::text, terms FROM pricing_price_terms"
        " WHERE channel_code = %s ORDER BY category_path, id DESC",
        [channel_code],
    )
    return {path: KeptTerms(PriceTerms.from_json(terms), key) for path, key, terms in found}


def nearest_terms(known: Mapping[str, KeptTerms], paths: Collection[str]) -> KeptTerms:
    """Return the terms of the deepest category that has some; else those for everything."""
    for path in sorted(paths, key=len, reverse=True):
        if path in known:
            return known[path]
    return known.get("") or KeptTerms(PriceTerms(), "")
