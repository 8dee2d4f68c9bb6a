"""In what channels wrap gifts, for staff."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from serai.catalog.public import channel
from serai.kernel import clock
from serai.ordering.api.gift_schemas import OfferedWrapsIO
from serai.ordering.api.refusals import refusals
from serai.ordering.queries.gift_wraps import wrap_options
from serai.ordering.usecases.gift_wrap.set_gift_wraps import OfferedWrap, set_gift_wraps
from serai.plumbing.api import answer, staff

router = Router()


@router.get(
    "/gift-wraps/{channel_code}",
    auth=staff("catalog:read"),
    response={200: OfferedWrapsIO, **refusals(404)},
    operation_id="offered_gift_wraps",
)
def get_gift_wraps(request: HttpRequest, channel_code: str) -> HttpResponse:
    """List in what a channel wraps gifts."""
    return answer(_told(channel(channel_code).code))


@router.put(
    "/gift-wraps/{channel_code}",
    auth=staff("catalog:write"),
    response={200: OfferedWrapsIO, **refusals(404)},
    operation_id="set_gift_wraps",
)
def put_gift_wraps(request: HttpRequest, channel_code: str, body: OfferedWrapsIO) -> HttpResponse:
    """Let these ways of wrapping be all that a channel offers."""
    given = [OfferedWrap(each.sku, each.per, tuple(each.excluded_skus)) for each in body.items]
    set_gift_wraps(channel_code, given, now=clock.now())
    return answer(_told(channel_code))


def _told(channel_code: str) -> dict[str, object]:
    return {
        "items": [
            {"sku": each.sku, "per": each.per, "excluded_skus": sorted(each.excluded_skus)}
            for each in wrap_options(channel_code)
        ]
    }
