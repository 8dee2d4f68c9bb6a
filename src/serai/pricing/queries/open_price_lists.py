"""Which price lists a channel has: in the memory of the process, for every cart asks."""

from serai.plumbing.caches import ShortCache
from serai.pricing.domain.price_list import BuyingAs, ListKind, PriceList
from serai.pricing.models import PriceListRow

_by_channel: ShortCache[str, tuple[PriceList, ...]] = ShortCache(seconds=5)


def open_price_lists(channel_code: str) -> tuple[PriceList, ...]:
    """
    Return the open price lists of a channel in their precedence.

    At most five seconds old, and usually without a statement.
    """
    return _by_channel.get(channel_code, lambda: _loaded(channel_code))


def price_lists_for(buyer: BuyingAs, channel_code: str) -> tuple[PriceList, ...]:
    """Return the open price lists by which a buyer pays in a channel, in their precedence."""
    return tuple(each for each in open_price_lists(channel_code) if each.is_for(buyer))


def price_depends_on_buyer(channel_code: str) -> bool:
    """Return whether a channel has prices for some buyers only: whether it matters who buys."""
    return any(each.for_some_buyers for each in open_price_lists(channel_code))


def forget_price_lists() -> None:
    """Let this process read the lists anew: one was opened or closed."""
    _by_channel.forget()


def list_of_row(row: PriceListRow) -> PriceList:
    """Return the price list in a row."""
    return PriceList(
        id=row.pk,
        code=row.code,
        name=row.name,
        channel_code=row.channel_id,
        kind=ListKind(row.kind),
        customer_group=row.customer_group,
        company_id=row.company_id,
        priority=row.priority,
        store=row.store,
    )


def _loaded(channel_code: str) -> tuple[PriceList, ...]:
    found = PriceListRow.objects.filter(channel_id=channel_code, closed_at__isnull=True)
    return tuple(sorted(map(list_of_row, found), key=lambda each: each.precedence))
