"""Staff see the shop's own time; everything is stored in UTC."""

from collections.abc import Callable
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.decorators import sync_only_middleware

from serai.catalog.public import ChannelView, channels
from serai.plumbing.caches import ShortCache

_zone: ShortCache[str, tzinfo] = ShortCache(seconds=60)


def zone_of(shops: list[ChannelView]) -> tzinfo:
    """Return the time zone of the first channel; UTC while there is none."""
    return ZoneInfo(shops[0].time_zone) if shops else UTC


@sync_only_middleware
def in_local_time(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Return the middleware: pages of the back office are made in the shop's time zone."""

    def local(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith("/admin/"):
            return get_response(request)
        with timezone.override(_zone.get("", lambda: zone_of(channels()))):
            return get_response(request)

    return local
