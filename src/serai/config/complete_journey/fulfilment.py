"""How the demo's centre and stores work, and who carries its parcels: invented, and marked derived."""

from datetime import datetime

from serai.config.complete_journey.stores import CENTRE
from serai.fulfilment.public import (
    DeliveryService,
    Reach,
    SetSite,
    rest_on_holidays,
    set_delivery_services,
    set_sites,
)
from serai.inventory.public import locations

_ZONE = "America/New_York"
_CENTRE_HOURS = ("06:00-22:00",) * 6 + ("",)
_STORE_HOURS = ("07:00-22:00",) * 6 + ("08:00-20:00",)
_HOLIDAYS = ("Thanksgiving Day", "Christmas Day", "New Year's Day")


def load(*, now: datetime) -> None:
    """Let the centre ship until five, stores hand out within two hours, two services carry."""
    set_sites([_centre() if one.code == CENTRE else _store(one.code) for one in locations()])
    monday_to_saturday = (True,) * 6 + (False,)
    set_delivery_services(
        [
            DeliveryService(
                "standard",
                monday_to_saturday,
                (Reach(400, 1, 2), Reach(1500, 2, 3), Reach(20_040, 3, 5)),
                per_100_km_minor=40,
                grams_per_100_km=300,
            ),
            DeliveryService(
                "express",
                (True,) * 7,
                (Reach(1500, 1, 1), Reach(20_040, 1, 2)),
                per_100_km_minor=120,
                grams_per_100_km=900,
            ),
        ]
    )
    rest_on_holidays("US", [now.year, now.year + 1], only=_HOLIDAYS)


def _centre() -> SetSite:
    return SetSite(
        CENTRE,
        _ZONE,
        _CENTRE_HOURS,
        handling_minutes=90,
        handling_at_most=240,
        cut_off_minutes=300,
        daily_orders=None,
        ships=True,
        hands_out=False,
        parcel_minor=250,
        derived=True,
    )


def _store(code: str) -> SetSite:
    return SetSite(
        code,
        _ZONE,
        _STORE_HOURS,
        handling_minutes=45,
        handling_at_most=120,
        daily_orders=300,
        derived=True,
    )
