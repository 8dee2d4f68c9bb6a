"""Say which pages may call the shop's API from a browser."""

from collections.abc import Iterable

from serai.catalog.domain.bad_value import BadValue
from serai.catalog.domain.origins import origin
from serai.catalog.queries.channels import (
    ChannelNotFound,
    ChannelView,
    forget_channels,
    stored_channel,
)
from serai.catalog.usecases.bad_field import BadField
from serai.plumbing.db import execute, forget_with_work, unit_of_work

MOST_ORIGINS = 50


def allow_origins(channel_code: str, origins: Iterable[str]) -> ChannelView:
    """
    Let pages of these origins, and of no others, call the API with the channel's publishable keys.

    Here it holds at once, in other processes within five seconds.

    Raises:
        BadField: one of them is no origin, or there are too many.
        ChannelNotFound: no channel has this code.
    """
    try:
        wanted = list(dict.fromkeys(map(origin, origins)))
    except BadValue as refusal:
        raise BadField("origins", str(refusal)) from None
    if len(wanted) > MOST_ORIGINS:
        raise BadField("origins", f"Expected at most {MOST_ORIGINS}.")
    with unit_of_work():
        changed = execute(
            "UPDATE catalog_channel SET origins = %s WHERE code = %s", [wanted, channel_code]
        )
        if not changed:
            raise ChannelNotFound(channel_code)
        forget_with_work(forget_channels)
    return stored_channel(channel_code)
