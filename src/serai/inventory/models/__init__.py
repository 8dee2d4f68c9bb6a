"""Tables of stock."""

from serai.inventory.models.balance import Balance
from serai.inventory.models.channel_feed import ChannelFeed
from serai.inventory.models.channel_location import ChannelLocation
from serai.inventory.models.location import Location
from serai.inventory.models.movement import Movement
from serai.inventory.models.reservation import Reservation

__all__ = ["Balance", "ChannelFeed", "ChannelLocation", "Location", "Movement", "Reservation"]
