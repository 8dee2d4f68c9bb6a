"""What other contexts may ask of the stock."""

from serai.inventory.domain.ahead.arrival import Window
from serai.inventory.domain.ahead.day_of import day_of
from serai.inventory.domain.ahead.terms import AheadKind, AheadTerms, BadAheadTerms, PayAhead
from serai.inventory.domain.band import Band, band_of
from serai.inventory.domain.entry import EntriesRefused, StockEntry, TransferEntry
from serai.inventory.domain.movement_reason import MovementReason
from serai.inventory.domain.reservation_state import ReservationState
from serai.inventory.domain.store_buffer import BadStoreBuffer, StoreBuffer
from serai.inventory.queries.ahead.demand import demands
from serai.inventory.queries.ahead.demand_in_stores import demands_at
from serai.inventory.queries.ahead.split import AheadUnits, Split, split_ahead
from serai.inventory.queries.ahead.stores_serving import StoreOffer, stores_serving
from serai.inventory.queries.ahead.terms import look_for_ahead_terms_again, sold_ahead
from serai.inventory.queries.ahead.units_that_wait import units_that_wait
from serai.inventory.queries.availability import Availability, availability
from serai.inventory.queries.demand.ageing import AgeingStock, ageing_stock
from serai.inventory.queries.demand.forecast_of import (
    DemandForecast,
    LocationForeseen,
    WeekForeseen,
    WeekTried,
    demand_forecast,
)
from serai.inventory.queries.demand.planned import PLANNED_PROMOTION
from serai.inventory.queries.demand.plans import PlannedWeeks, planned_weeks
from serai.inventory.queries.demand.scarce import scarce_products
from serai.inventory.queries.demand.trial_of_all import TrialOfAll, trial_of_all
from serai.inventory.queries.free_units import FreeUnits, free_units
from serai.inventory.queries.locations import (
    LocationView,
    locations,
    locations_by_channel,
    locations_of_channel,
    locations_of_codes,
)
from serai.inventory.queries.lots import Lot, came_at, lots
from serai.inventory.queries.movements_in_order import MOVEMENTS
from serai.inventory.queries.reservation_view import (
    ReservationView,
    ReservedLine,
    reservation,
    reservations,
)
from serai.inventory.queries.stock_by_location import LocationStock, availability_by_location
from serai.inventory.queries.stock_disagreements import Disagreement, stock_disagreements
from serai.inventory.queries.stock_outs import stock_outs
from serai.inventory.queries.store_buffers import kept_from_collecting, store_buffers
from serai.inventory.queries.stores_holding import StoreView, stores_holding
from serai.inventory.queries.transfers.in_transit import LostTrack, transfers_that_lost_track
from serai.inventory.usecases.adjust import adjust
from serai.inventory.usecases.ahead.allot_units import allot_units
from serai.inventory.usecases.ahead.expect_deliveries import Delivery, expect_deliveries
from serai.inventory.usecases.ahead.move_places import agree_places, give_up_places
from serai.inventory.usecases.ahead.receive_deliveries import (
    Arrived,
    DeliveryNotFound,
    receive_deliveries,
)
from serai.inventory.usecases.ahead.set_ahead_terms import set_ahead_terms
from serai.inventory.usecases.ahead.take_places import take_places
from serai.inventory.usecases.ahead.tell_waiting import tell_waiting
from serai.inventory.usecases.assign_location import (
    BadChannelBuffer,
    LocationNotFound,
    assign_location,
    set_channel_buffer,
    withdraw_location,
)
from serai.inventory.usecases.count_stock import count_stock
from serai.inventory.usecases.demand.tell_weather import read_weather, tell_weather
from serai.inventory.usecases.feed_channel import BadFeed, feed_channel, stop_feeding
from serai.inventory.usecases.fulfil_reservation import ReservationLost, fulfil_reservation
from serai.inventory.usecases.import_stock import import_stock
from serai.inventory.usecases.lock_stock import lock_stock
from serai.inventory.usecases.receive import receive
from serai.inventory.usecases.release import release
from serai.inventory.usecases.reserve import (
    BadReservation,
    OutOfStock,
    ReservationBusy,
    Shortage,
    reserve,
    reserve_as_planned,
)
from serai.inventory.usecases.restock import restock
from serai.inventory.usecases.restock_units import restock_units
from serai.inventory.usecases.sell_at_counter import CounterShortage, sell_at_counter
from serai.inventory.usecases.set_buffer import set_buffer
from serai.inventory.usecases.set_store_buffers import set_store_buffers
from serai.inventory.usecases.take_back import take_back
from serai.inventory.usecases.transfer import transfer
from serai.inventory.usecases.upsert_locations import LocationRow, upsert_locations
from serai.inventory.usecases.write_movements import Misfit, StockMisfit

__all__ = [
    "MOVEMENTS",
    "PLANNED_PROMOTION",
    "AgeingStock",
    "AheadKind",
    "AheadTerms",
    "AheadUnits",
    "Arrived",
    "Availability",
    "BadAheadTerms",
    "BadChannelBuffer",
    "BadFeed",
    "BadReservation",
    "BadStoreBuffer",
    "Band",
    "CounterShortage",
    "Delivery",
    "DeliveryNotFound",
    "DemandForecast",
    "Disagreement",
    "EntriesRefused",
    "FreeUnits",
    "LocationForeseen",
    "LocationNotFound",
    "LocationRow",
    "LocationStock",
    "LocationView",
    "LostTrack",
    "Lot",
    "Misfit",
    "MovementReason",
    "OutOfStock",
    "PayAhead",
    "PlannedWeeks",
    "ReservationBusy",
    "ReservationLost",
    "ReservationState",
    "ReservationView",
    "ReservedLine",
    "Shortage",
    "Split",
    "StockEntry",
    "StockMisfit",
    "StoreBuffer",
    "StoreOffer",
    "StoreView",
    "TransferEntry",
    "TrialOfAll",
    "WeekForeseen",
    "WeekTried",
    "Window",
    "adjust",
    "ageing_stock",
    "agree_places",
    "allot_units",
    "assign_location",
    "availability",
    "availability_by_location",
    "band_of",
    "came_at",
    "count_stock",
    "day_of",
    "demand_forecast",
    "demands",
    "demands_at",
    "expect_deliveries",
    "feed_channel",
    "free_units",
    "fulfil_reservation",
    "give_up_places",
    "import_stock",
    "kept_from_collecting",
    "locations",
    "locations_by_channel",
    "locations_of_channel",
    "locations_of_codes",
    "lock_stock",
    "look_for_ahead_terms_again",
    "lots",
    "planned_weeks",
    "read_weather",
    "receive",
    "receive_deliveries",
    "release",
    "reservation",
    "reservations",
    "reserve",
    "reserve_as_planned",
    "restock",
    "restock_units",
    "scarce_products",
    "sell_at_counter",
    "set_ahead_terms",
    "set_buffer",
    "set_channel_buffer",
    "set_store_buffers",
    "sold_ahead",
    "split_ahead",
    "stock_disagreements",
    "stock_outs",
    "stop_feeding",
    "store_buffers",
    "stores_holding",
    "stores_serving",
    "take_back",
    "take_places",
    "tell_waiting",
    "tell_weather",
    "transfer",
    "transfers_that_lost_track",
    "trial_of_all",
    "units_that_wait",
    "upsert_locations",
    "withdraw_location",
]
