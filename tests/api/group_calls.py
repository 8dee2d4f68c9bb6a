"""Right calls about fulfilment groups, and about how locations are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from factories.ordering import a_paid_order

from serai.fulfilment.models import Group
from serai.fulfilment.public import hand_over, pickup_code
from serai.kernel import clock
from serai.ordering.usecases.open_order_groups import open_order_groups

if TYPE_CHECKING:
    from api.call import Call

_HERE = ("fulfilment_group", "pick_units", "miss_units", "pack_group", "hand_over_group")
_TO_COLLECT = ("put_aside", "hand_out_pickup")
_ON_ITS_WAY = ("track_parcel", "deliver_parcel")


def some_groups() -> dict[str, UUID]:
    """Return a group of nobody in particular for every operation, by the operation's name."""
    groups = {name: a_group() for name in (*_HERE, *_TO_COLLECT, *_ON_ITS_WAY)}
    Group.objects.filter(pk__in=[groups[name] for name in _TO_COLLECT]).update(kind="pickup")
    for name in _ON_ITS_WAY:
        hand_over(groups[name], now=clock.now())
    return groups


def group_calls(call: type[Call], there: Mapping[str, UUID]) -> dict[str, Callable[[], Call]]:
    """Return the calls; each has a group of its own."""

    def about(name: str, body: Any = None) -> Callable[[], Call]:
        return lambda: call({"group_id": there[name]}, body)

    parcel = {"carrier": "UPS", "tracking_number": "1Z9", "tracking_url": "https://example.com/1Z9"}
    one = [{"position": 1, "units": 1}]
    code = pickup_code(there["hand_out_pickup"], secret=settings.SERAI_SECRET)
    return {
        "fulfilment_groups": lambda: call({}, query="?state=open&limit=5"),
        "fulfilment_group": about("fulfilment_group"),
        "pick_units": about("pick_units", {"lines": [{"position": 1, "picked": 1}]}),
        "miss_units": about("miss_units", {"lines": one}),
        "pack_group": about("pack_group"),
        "put_aside": about("put_aside"),
        "hand_out_pickup": about("hand_out_pickup", {"code": code}),
        "hand_over_group": about("hand_over_group", {"lines": one, **parcel}),
        "track_parcel": about("track_parcel", parcel),
        "deliver_parcel": about("deliver_parcel"),
        "sourcing_terms": call,
        "set_sourcing_terms": lambda: call({}, {"channel_code": "web", "split_minor": 250}),
    }


def a_group() -> UUID:
    """Sell two MILK, and return the group in which they leave."""
    _, order = a_paid_order(MILK=2)
    group, *_ = open_order_groups(UUID(order["id"]), now=clock.now())
    return group.id
