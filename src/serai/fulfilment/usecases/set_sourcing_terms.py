"""Say how locations are compared in a channel."""

from dataclasses import asdict

from serai.catalog.public import ChannelNotFound, channels
from serai.fulfilment.domain.sourcing.terms import SourcingTerms
from serai.fulfilment.models import SourcingTermsRow
from serai.fulfilment.queries.sourcing_terms import forget_sourcing_terms
from serai.plumbing.db import forget_with_work, unit_of_work


@unit_of_work()
def set_sourcing_terms(channel_code: str, terms: SourcingTerms) -> None:
    """
    Weigh cost, splits, carbon, crowding, age and last units like this from now on; two statements.

    The terms themselves have refused what is wrong. Every process follows within ten seconds.

    Raises:
        ChannelNotFound: there is no such channel.
    """
    if channel_code not in {channel.code for channel in channels()}:
        raise ChannelNotFound(channel_code)
    SourcingTermsRow.objects.update_or_create(channel_id=channel_code, defaults=asdict(terms))
    forget_with_work(forget_sourcing_terms)
