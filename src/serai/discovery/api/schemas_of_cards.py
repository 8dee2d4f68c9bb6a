"""The shape of products that are named, for the OpenAPI document."""

from ninja import Schema

from serai.discovery.api.schemas import CardOut


class CardsOut(Schema):
    """Products that were named."""

    items: list[CardOut]
