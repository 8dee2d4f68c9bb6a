"""Change one way in which a channel wraps gifts, beside all the others."""

from datetime import datetime

from serai.ordering.queries.gift_wraps import read_gift_wraps
from serai.ordering.usecases.gift_wrap.set_gift_wraps import OfferedWrap, set_gift_wraps
from serai.plumbing.db import execute, unit_of_work


@unit_of_work()
def write_gift_wrap(channel_code: str, wrap: OfferedWrap, *, now: datetime) -> int:
    """
    Let a channel wrap gifts like this, too; a way that is there keeps its place. Return how many there are.

    Raises:
        ChannelNotFound: there is no such channel.
        BadGiftWrap: the article does not exist, or is no service.
    """
    there = _offered(channel_code)
    there[wrap.sku] = wrap
    return set_gift_wraps(channel_code, list(there.values()), now=now)


@unit_of_work()
def remove_gift_wrap(channel_code: str, sku: str, *, now: datetime) -> int:
    """
    Let a channel wrap gifts like this no longer; carts that have chosen it keep it. Return how many are left.

    Raises:
        ChannelNotFound: there is no such channel.
    """
    there = _offered(channel_code)
    there.pop(sku, None)
    return set_gift_wraps(channel_code, list(there.values()), now=now)


def _offered(channel_code: str) -> dict[str, OfferedWrap]:
    execute("SELECT pg_advisory_xact_lock(hashtext('ordering.gift_wraps'))")
    return {
        each.sku: OfferedWrap(each.sku, each.per, tuple(sorted(each.excluded_skus)))
        for each in read_gift_wraps().get(channel_code, ())
    }
