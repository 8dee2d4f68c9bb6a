"""How locations are compared in a channel, as this process knows it."""

from serai.fulfilment.domain.sourcing.terms import SourcingTerms
from serai.fulfilment.models import SourcingTermsRow
from serai.plumbing.caches import ShortCache

_SECONDS = 10
_looked: ShortCache[None, dict[str, SourcingTerms]] = ShortCache(seconds=_SECONDS)
USUAL = SourcingTerms()


def sourcing_terms(channel_code: str) -> SourcingTerms:
    """Return the terms of a channel; ten seconds old at most, usually without a statement."""
    return _looked.get(None, all_sourcing_terms).get(channel_code, USUAL)


def forget_sourcing_terms() -> None:
    """Let this process look again: something has just changed."""
    _looked.forget()


def all_sourcing_terms() -> dict[str, SourcingTerms]:
    """Return the terms that somebody has told, by channel; one statement."""
    names = tuple(SourcingTerms.__dataclass_fields__)
    return {
        channel_code: SourcingTerms(*values)
        for channel_code, *values in SourcingTermsRow.objects.values_list("channel_id", *names)
    }
