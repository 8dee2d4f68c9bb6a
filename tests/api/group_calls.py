"""Right calls about fulfilment groups, and about how locations are compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings

from serai.fulfilment.models import Group
from serai.fulfilment.public import hand_over, pickup_code
from serai.kernel import clock
from serai.ordering.usecases.open_order_groups import open_order_groups

if TYPE_CHECKING:
    from api.calls import Call


def group_calls(call: type[Call], order_id: str) -> dict[str, Callable[[], Call]]:
    """Return the calls about the only group of an order that is paid."""

    def here() -> dict[str, Any]:
        group, *_ = open_order_groups(UUID(order_id), now=clock.now())
        return {"group_id": group.id}

    def on_its_way() -> dict[str, Any]:
        found = here()
        hand_over(found["group_id"], now=clock.now())
        return found

    def to_collect() -> dict[str, Any]:
        found = here()
        Group.objects.filter(pk=found["group_id"]).update(kind="pickup")
        return found

    def to_hand_out() -> Call:
        found = to_collect()
        code = pickup_code(found["group_id"], secret=settings.SERAI_SECRET)
        return call(found, {"code": code})

    parcel = {"carrier": "UPS", "tracking_number": "1Z9", "tracking_url": "https://example.com/1Z9"}
    one = [{"position": 1, "units": 1}]
    return {
        "fulfilment_groups": lambda: call({}, query="?state=open&limit=5"),
        "fulfilment_group": lambda: call(here()),
        "pick_units": lambda: call(here(), {"lines": [{"position": 1, "picked": 1}]}),
        "miss_units": lambda: call(here(), {"lines": one}),
        "pack_group": lambda: call(here()),
        "put_aside": lambda: call(to_collect()),
        "hand_out_pickup": to_hand_out,
        "hand_over_group": lambda: call(here(), {"lines": one, **parcel}),
        "track_parcel": lambda: call(on_its_way(), parcel),
        "deliver_parcel": lambda: call(on_its_way()),
        "sourcing_terms": call,
        "set_sourcing_terms": lambda: call({}, {"channel_code": "web", "split_minor": 250}),
    }
