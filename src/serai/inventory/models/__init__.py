"""Tables of stock."""

from serai.inventory.models.ahead_terms import AheadTermsRow
from serai.inventory.models.balance import Balance
from serai.inventory.models.channel_feed import ChannelFeed
from serai.inventory.models.channel_location import ChannelLocation
from serai.inventory.models.expected_delivery import ExpectedDelivery
from serai.inventory.models.location import Location
from serai.inventory.models.movement import Movement
from serai.inventory.models.order_terms import OrderTerms
from serai.inventory.models.proposal import Proposal
from serai.inventory.models.reservation import Reservation
from serai.inventory.models.scarcity import Scarcity
from serai.inventory.models.store_buffer import StoreBufferRow
from serai.inventory.models.transfer import Transfer, TransferLine
from serai.inventory.models.waiting import Allotment, Waiting
from serai.inventory.models.watched_article import WatchedArticle
from serai.inventory.models.watched_forecast import WatchedForecast

__all__ = [
    "AheadTermsRow",
    "Allotment",
    "Balance",
    "ChannelFeed",
    "ChannelLocation",
    "ExpectedDelivery",
    "Location",
    "Movement",
    "OrderTerms",
    "Proposal",
    "Reservation",
    "Scarcity",
    "StoreBufferRow",
    "Transfer",
    "TransferLine",
    "Waiting",
    "WatchedArticle",
    "WatchedForecast",
]
