"""Where the shop sells."""

from dataclasses import dataclass
from uuid import UUID

from serai.catalog.models import Channel
from serai.kernel.errors import DomainError, Kind
from serai.plumbing.caches import ShortCache


class ChannelNotFound(DomainError):
    """There is no channel with this code."""

    code = "catalog.channel_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, channel_code: str) -> None:
        self.channel_code = channel_code
        super().__init__(f"There is no channel {channel_code!r}.")


@dataclass(frozen=True, slots=True)
class ChannelView:
    """A place of sale; pages of `origins` may call the shop's API from a browser."""

    id: UUID
    code: str
    name: str
    currency: str
    locale: str
    locales: tuple[str, ...]
    country: str
    time_zone: str
    prices_include_tax: bool
    origins: tuple[str, ...] = ()


_by_code: ShortCache[str, ChannelView] = ShortCache(seconds=5)
_every_origin: ShortCache[None, frozenset[str]] = ShortCache(seconds=5)


def channel(code: str) -> ChannelView:
    """
    Return a channel; at most five seconds old, and usually without a statement.

    Raises:
        ChannelNotFound: no channel has this code.
    """
    return _by_code.get(code, lambda: stored_channel(code))


def channels() -> list[ChannelView]:
    """Return every channel by its code; one statement."""
    return [_view(row) for row in Channel.objects.order_by("code")]


def every_origin() -> frozenset[str]:
    """Return the origins that any channel allows; at most five seconds old, usually without a statement."""
    return _every_origin.get(
        None, lambda: frozenset(origin for view in channels() for origin in view.origins)
    )


def forget_channels() -> None:
    """Let this process read channels anew: one has just changed."""
    _by_code.forget()
    _every_origin.forget()


def stored_channel(code: str) -> ChannelView:
    """
    Return a channel as this transaction sees it, for nobody else to see yet; one statement.

    Raises:
        ChannelNotFound: no channel has this code.
    """
    row = Channel.objects.filter(code=code).first()
    if row is None:
        raise ChannelNotFound(code)
    return _view(row)


def _view(row: Channel) -> ChannelView:
    return ChannelView(
        id=row.pk,
        code=row.code,
        name=row.name,
        currency=row.currency,
        locale=row.locale,
        locales=tuple(row.locales),
        country=row.country,
        time_zone=row.time_zone,
        prices_include_tax=row.prices_include_tax,
        origins=tuple(row.origins),
    )
