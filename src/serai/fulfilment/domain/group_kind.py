"""How the goods of a fulfilment group reach the shopper."""

from enum import StrEnum


class GroupKind(StrEnum):
    """How the goods of a group reach the shopper."""

    SHIP = "ship"
    """In a parcel, from where it is to where the shopper is."""
    PICKUP = "pickup"
    """Put aside in a store, until the shopper comes for it."""
    COUNTER = "counter"
    """Over the counter, at the moment of the sale."""
    DIGITAL = "digital"
    """Nothing that is carried: files, keys, cards that are written to."""
