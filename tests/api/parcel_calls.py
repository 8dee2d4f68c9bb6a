"""Parcels with labels, and a right call of every operation on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from api.group_calls import a_group

from serai.fulfilment.adapters.local_carrier.carrier import LocalCarrier
from serai.fulfilment.adapters.local_carrier.signature import signed_headers
from serai.fulfilment.usecases.parcels.make_label import MakeLabel, make_label
from serai.fulfilment.usecases.parcels.request_key import RequestKey
from serai.kernel import clock
from serai.plumbing.wiring import bound

if TYPE_CHECKING:
    from api.call import Call


def some_parcels() -> dict[str, UUID]:
    """Return a parcel, or a group without one, for every operation, by the operation's name."""
    groups = {name: a_group() for name in ("parcel_rates", "parcels_of_group", "make_label")}
    return {**groups, "parcel": a_parcel(), "void_label": a_parcel()}


def a_parcel() -> UUID:
    """Have the carrier inside the house make a label."""
    key = RequestKey.of(scope="world", key=uuid4().hex, fingerprint=b"x")
    return make_label(MakeLabel(a_group()), key=key, now=clock.now()).id


def parcel_calls(call: type[Call], there: Mapping[str, UUID]) -> dict[str, Callable[[], Call]]:
    """Return the staff's calls; each has a parcel or a group of its own."""

    def group(name: str, body: Any = None) -> Callable[[], Call]:
        return lambda: call({"group_id": there[name]}, body)

    def parcel(name: str) -> Callable[[], Call]:
        return lambda: call({"parcel_id": there[name]})

    return {
        "parcel_rates": group("parcel_rates"),
        "parcels_of_group": group("parcels_of_group"),
        "make_label": group("make_label", {"weight_g": 900}),
        "parcel": parcel("parcel"),
        "void_label": parcel("void_label"),
    }


def carrier_news(call: type[Call]) -> Call:
    """Return news of a parcel that is nobody's here, signed by the carrier."""
    body = b'{"tracking_number":"095212340000000018","status":"delivered","occurred_at":"2026-03-14T09:30:00Z"}'
    secret = bound(LocalCarrier).webhook_secret
    headers = signed_headers(uuid4().hex, body, secret=secret, now=clock.now())
    return call({"carrier": "local"}, body, headers=headers)
