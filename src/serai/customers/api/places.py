"""The shop: completing an address that is being typed."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from serai.customers.api.schemas import REFUSALS
from serai.customers.queries.places import LONGEST, MOST, SHORTEST, places_like
from serai.plumbing.api import answer, shop_key

router = Router()


class PlaceQuery(Schema):
    """What was typed so far, and in which country."""

    q: Annotated[
        str,
        Field(
            min_length=SHORTEST,
            max_length=LONGEST,
            description="The beginning of a postcode or of a town's name.",
            examples=["4400"],
        ),
    ]
    country: Annotated[
        str, Field(min_length=2, max_length=2, description="Two letters.", examples=["PT"])
    ]
    limit: Annotated[int, Field(ge=1, le=MOST, description="How many places at most.")] = 8


class PlaceOut(Schema):
    """A place to fill an address with; what is empty stays as it was typed."""

    country: Annotated[str, Field(description="Two letters.")]
    postcode: Annotated[str, Field(description="Empty when the town has several.")]
    city: Annotated[str, Field(description="Town; empty when only the region is known.")]
    region: Annotated[str, Field(description="State or province, where addresses name it.")]


class PlacesOut(Schema):
    """Places, the likeliest first."""

    items: list[PlaceOut]
    attribution: Annotated[str, Field(description="Show it beside the places; may be empty.")]


@router.get(
    "/places", auth=shop_key, response={200: PlacesOut, **REFUSALS}, operation_id="places_like"
)
def get_places(request: HttpRequest, asked: Query[PlaceQuery]) -> HttpResponse:
    """Complete a postcode or a town. Nothing of what is typed is kept."""
    return answer(places_like(asked.q, country=asked.country, limit=asked.limit))
