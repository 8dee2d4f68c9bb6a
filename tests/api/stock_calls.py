"""Right calls of staff about places and the stock in them."""

from collections.abc import Callable
from typing import Any

from api.call import Call, plain
from api.deliveries import the_delivery


def place_calls() -> dict[str, Callable[[], Call]]:
    """Return the calls about places, whom they serve and who delivers to them."""
    return {
        "locations": plain(),
        "upsert_locations": plain({"locations": [a_place()]}),
        "sites": plain(),
        "set_sites": plain({"sites": [a_site()]}),
        "delivery_services": plain(),
        "set_delivery_services": plain({"services": [a_service()]}),
        "suppliers": plain(),
        "set_suppliers": plain({"suppliers": [a_supplier()]}),
        "set_supplied": plain(
            {"goods": [{"sku": "MILK", "supplier": "acme", "days": 1, "days_at_most": 2}]}
        ),
        "service_areas": plain(),
        "set_service_areas": plain({"areas": [an_area()]}),
        "remove_service_area": plain({"code": "everywhere"}),
        "closures": plain(),
        "close_sites": plain({"reason": "Holiday", "days": ["2030-12-25"], "location": "STORE-1"}),
        "open_sites": plain({"days": ["2030-12-25"]}),
    }


def stock_calls() -> dict[str, Callable[[], Call]]:
    """Return the calls about what lies there, what is to come and what is sold ahead."""
    return {
        "kept_promises": plain(),
        "channel_stock": plain(),
        "ahead_terms": plain(),
        "set_ahead_terms": plain(
            {"rows": [{"sku": "MILK", "channel": "web", "kind": "back_order", "most_units": 5}]}
        ),
        "expected_deliveries": plain(),
        "expect_deliveries": plain(
            {
                "deliveries": [
                    {
                        "reference": "PO-7",
                        "sku": "MILK",
                        "location": "DC1",
                        "quantity": 10,
                        "first_on": "2030-12-01",
                        "last_on": "2030-12-03",
                    }
                ]
            }
        ),
        "receive_deliveries": plain(
            {"arrived": [{"units": 1, "delivery_id": str(the_delivery())}]}
        ),
        "waiting_demand": plain(),
        "set_channel_buffer": plain({"channel": "web", "location": "DC1", "buffer": 3}),
        "store_buffers": plain(),
        "set_store_buffers": plain(
            {"buffers": [{"location": "STORE-1", "category": "dairy", "units": 1}]}
        ),
        "feed_channel": plain({"channel": "web", "fed": True, "most_units": 20}),
        "availability_by_location": plain(sku="MILK"),
        "movement_page": plain(sku="MILK"),
        "receive_or_adjust": plain(
            {"reason": "receipt", "movements": [{**at("DC1"), "quantity": 5, "note": "Monday"}]}
        ),
        "count_stock": plain({"counts": [{**at("DC1"), "counted": 77, "note": "Monday"}]}),
        "transfer": plain(
            {
                "transfers": [
                    {
                        "sku": "MILK",
                        "from_location": "DC1",
                        "to_location": "STORE-1",
                        "quantity": 5,
                        "note": "Monday",
                    }
                ]
            }
        ),
        "set_buffer": plain({"buffers": [{**at("DC1"), "buffer": 2}]}),
    }


def a_place() -> dict[str, Any]:
    return {
        "code": "STORE-2",
        "name": "Second store",
        "kind": "store",
        "country": "US",
        "lat": 39.75,
        "lon": -84.19,
        "channels": [{"channel": "web", "priority": 2}],
    }


def a_site() -> dict[str, Any]:
    return {
        "location": "STORE-1",
        "time_zone": "America/New_York",
        "hours": ["09:00-18:00"] * 5 + ["10:00-14:00", ""],
    }


def a_supplier() -> dict[str, Any]:
    return {
        "code": "brook",
        "name": "Brook Farm",
        "works": [True] * 5 + [False] * 2,
        "days": 2,
        "days_at_most": 4,
    }


def an_area() -> dict[str, Any]:
    corners = [[-84.6, 39.0], [-84.4, 39.0], [-84.4, 39.2], [-84.6, 39.2], [-84.6, 39.0]]
    geometry = {"type": "Polygon", "coordinates": [corners]}
    return {"code": "town", "name": "Town", "location": "DC1", "geometry": geometry}


def a_service() -> dict[str, Any]:
    return {
        "code": "standard",
        "works": [True] * 5 + [False] * 2,
        "reaches": [{"km": 500.0, "days": 1, "days_at_most": 2}],
    }


def at(location: str) -> dict[str, str]:
    return {"sku": "MILK", "location": location}
