"""Our words in EasyPost's objects, and back."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

from serai.fulfilment.ports import Box, ParcelNews, Place, Rate, Shipment, TrackingStatus
from serai.kernel.money import Money

_OUNCE_G, _INCH_MM = Decimal("28.349523125"), Decimal("25.4")
_STATUSES = MappingProxyType(
    {
        "in_transit": TrackingStatus.IN_TRANSIT,
        "out_for_delivery": TrackingStatus.OUT_FOR_DELIVERY,
        "available_for_pickup": TrackingStatus.OUT_FOR_DELIVERY,
        "delivered": TrackingStatus.DELIVERED,
        "return_to_sender": TrackingStatus.RETURNED,
        "failure": TrackingStatus.FAILED,
        "error": TrackingStatus.FAILED,
        "cancelled": TrackingStatus.FAILED,
    }
)
"""`pre_transit` and `unknown` say that the carrier has not seen the parcel: no news."""


def shipment_of(shipment: Shipment, *, label_format: str) -> dict[str, Any]:
    """Return the body that makes a shipment; `reference` finds it again."""
    return {
        "shipment": {
            "reference": str(shipment.key),
            "is_return": shipment.comes_back,
            "from_address": address_of(shipment.sender),
            "to_address": address_of(shipment.receiver),
            "parcel": parcel_of(shipment.box),
            "options": {
                "label_format": label_format,
                "print_custom_1": shipment.reference,
                "invoice_number": shipment.reference,
            },
        }
    }


def address_of(place: Place) -> dict[str, str]:
    """Return an address."""
    return {
        "name": place.name,
        "street1": place.line1,
        "street2": place.line2,
        "city": place.city,
        "state": place.region,
        "zip": place.postcode,
        "country": place.country,
        "phone": place.phone,
        "email": place.email,
    }


def parcel_of(box: Box) -> dict[str, float]:
    """Return a parcel in ounces and inches, to a tenth; sides that nobody measured are left out."""
    sides = {"length": box.length_mm, "width": box.width_mm, "height": box.height_mm}
    measured = {name: float(round(mm / _INCH_MM, 1)) for name, mm in sides.items() if mm}
    ounces = max(round(box.weight_g / _OUNCE_G, 1), Decimal("0.1"))
    return {**measured, "weight": float(ounces)}


def rates_of(answer: Mapping[str, Any]) -> list[tuple[str, Rate]]:
    """Return the ids of rates and the rates, the cheapest first."""
    found = [
        (str(each["id"]), rate)
        for each in answer.get("rates") or ()
        if (rate := _rate(each)) is not None
    ]
    return sorted(found, key=lambda pair: (pair[1].cost.minor, pair[1].service))


def cost_of(rate: Mapping[str, Any]) -> Money | None:
    """Return what a rate costs; nothing where it cannot be read."""
    try:
        return Money.parse(str(Decimal(str(rate["rate"]))), str(rate["currency"]))
    except (KeyError, ValueError, InvalidOperation):
        return None


def news_of(event: Mapping[str, Any]) -> ParcelNews | None:
    """Return what an event tells of a parcel; of something else: nothing."""
    told = event.get("result")
    if not isinstance(told, dict) or told.get("object") != "Tracker":
        return None
    status = _STATUSES.get(str(told.get("status")))
    if status is None or not told.get("tracking_code"):
        return None
    details = [each for each in told.get("tracking_details") or () if isinstance(each, dict)]
    last = details[-1] if details else {}
    where = last.get("tracking_location") or {}
    place = ", ".join(str(where[name]) for name in ("city", "state", "country") if where.get(name))
    at = last.get("datetime") or told.get("updated_at") or event.get("created_at")
    return ParcelNews(
        event_id=str(event.get("id") or ""),
        tracking_number=str(told["tracking_code"]),
        status=status,
        occurred_at=_instant(str(at)),
        place=place,
        text=str(last.get("message") or ""),
    )


def _rate(each: Mapping[str, Any]) -> Rate | None:
    cost = cost_of(each)
    if cost is None:
        return None
    service = f"{each.get('carrier', '')} {each.get('service', '')}".strip()
    days = each.get("delivery_days") or each.get("est_delivery_days")
    return Rate(service, service, cost, int(days) if days else None)


def _instant(text: str) -> datetime:
    """
    Return an instant; without an offset it is UTC.

    Raises:
        ValueError: it is none.
    """
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
