"""One stock for many channels, for staff and their programs."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from pydantic import Field

from serai.inventory.api.schemas import REFUSALS, LocationCode
from serai.inventory.queries.channel_stock import channel_stock
from serai.inventory.queries.locations import locations_of_codes
from serai.inventory.usecases.assign_location import LocationNotFound, set_channel_buffer
from serai.inventory.usecases.feed_channel import feed_channel, stop_feeding
from serai.plumbing.api import Input, Problem, answer, answered_once, staff

router = Router()
_READ, _WRITE = staff("stock:read"), staff("stock:write")
_OWN = {404: Problem, 409: Problem, **REFUSALS}
ChannelCode = Annotated[str, Field(min_length=1, max_length=64, examples=["marketplace"])]


class ChannelPlaceOut(Schema):
    """A location from which a channel sells."""

    location: str
    priority: Annotated[int, Field(description="The lowest is asked first.")]
    buffer: Annotated[int, Field(description="So many units of each article stay for others.")]


class ChannelStockOut(Schema):
    """How a channel takes part in the stock."""

    channel: str
    fed: Annotated[bool, Field(description="It is told how many units it may sell.")]
    most_units: Annotated[int | None, Field(description="It is never told more; null: all.")]
    places: list[ChannelPlaceOut]


class ChannelsStockOut(Schema):
    """Every channel."""

    items: list[ChannelStockOut]


class ChannelBufferIn(Input):
    """What a channel leaves for others at a location."""

    channel: ChannelCode
    location: LocationCode
    buffer: Annotated[int, Field(strict=True, ge=0, lt=2**31, description="Units of each article.")]


class ChannelBufferSet(Schema):
    """What stays for others from now on."""

    buffer: int


class ChannelFeedIn(Input):
    """Whether a channel is told how many units it may sell."""

    channel: ChannelCode
    fed: Annotated[bool, Field(strict=True)]
    most_units: Annotated[
        int | None, Field(strict=True, ge=1, lt=2**31, description="Never tell more than these.")
    ] = None


class ChannelFed(Schema):
    """What was told at once."""

    articles: Annotated[int, Field(description="Of how many articles numbers are on their way.")]


@router.get(
    "/channel-stock",
    auth=_READ,
    response={200: ChannelsStockOut, **REFUSALS},
    operation_id="channel_stock",
)
def get_channel_stock(request: HttpRequest) -> HttpResponse:
    """From where each channel sells, what it leaves for others, and whether it is told numbers."""
    return answer({"items": channel_stock()})


@router.post(
    "/channel-buffers",
    auth=_WRITE,
    response={200: ChannelBufferSet, **_OWN},
    operation_id="set_channel_buffer",
)
def post_channel_buffer(request: HttpRequest, body: ChannelBufferIn) -> HttpResponse:
    """Let a channel leave units of every article at a location for others."""

    def act() -> dict[str, int]:
        places = locations_of_codes({body.location})
        if body.location not in places:
            raise LocationNotFound(body.location)
        set_channel_buffer(body.channel, places[body.location].id, buffer=body.buffer)
        return {"buffer": body.buffer}

    return answered_once(request, "set_channel_buffer", act)


@router.post(
    "/channel-feeds",
    auth=_WRITE,
    response={200: ChannelFed, **_OWN},
    operation_id="feed_channel",
)
def post_channel_feed(request: HttpRequest, body: ChannelFeedIn) -> HttpResponse:
    """Tell a channel how many units it may sell and every change of that, or nothing any more."""

    def act() -> dict[str, int]:
        if body.fed:
            return {"articles": feed_channel(body.channel, most_units=body.most_units)}
        stop_feeding(body.channel)
        return {"articles": 0}

    return answered_once(request, "feed_channel", act)
