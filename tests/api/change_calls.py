"""Right calls about orders that change, and about goods that come back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from factories.inventory import a_location
from factories.ordering import Shopper, a_paid_order, card
from ordering.changes.makers import buyer_of

from serai.kernel import clock
from serai.ordering.domain.returns.rules import ReturnReason, Rule
from serai.ordering.usecases.changes.edit_order import EditOrder, edit_order
from serai.ordering.usecases.differences.pay_difference import PayDifference, _started
from serai.ordering.usecases.fulfil_order import fulfil_order
from serai.ordering.usecases.returns.request_return import (
    RequestReturn,
    ReturnedUnits,
    request_return,
)
from serai.ordering.usecases.returns.set_return_rules import set_return_rules
from serai.payments import public as payments
from serai.plumbing.db import rows

if TYPE_CHECKING:
    from api.calls import Call
    from api.world import Party

_CANCEL = {"lines": [{"position": 1, "units": 1}], "reason": "Ordered one too many"}
_EDIT = {"add": [{"sku": "BREAD", "quantity": 1}], "remove": [], "reason": "One more"}
_RETURN = {"lines": [{"position": 1, "units": 1, "reason": "too_small", "note": ""}], "note": "x"}
_WHY = {"reason": "The seal is broken"}
_BACK = "https://shop.example/orders"


Made = tuple[UUID, "Call"]


def change_calls_of(call: type[Call], party: Party) -> dict[str, Callable[[], Call]]:
    """Return a shopper's calls about orders of theirs; each has one of its own."""
    owner = party.paid[0].token if party.account_id else None

    def of_order(body: Any = None, *, handed: bool = False) -> Made:
        buyer, order_id = _bought(owner, handed=handed)
        return order_id, call({"order_id": str(order_id)}, body, buyer.token)

    def of_change(body: Any = None, *, begun: bool = False) -> Made:
        buyer, order_id = _bought(owner)
        values = {"order_id": str(order_id), "change_id": _waiting_change(order_id, begun=begun)}
        return order_id, call(values, body, buyer.token)

    def of_return(body: Any = None) -> Made:
        buyer, order_id = _bought(owner, handed=True)
        return order_id, call({"return_id": _a_return(order_id)}, body, buyer.token)

    return _kept(
        party,
        {
            "order_life": of_order,
            "cancel_lines": partial(of_order, _CANCEL),
            "edit_order": partial(of_order, _EDIT),
            "pay_difference": partial(of_change, {"card": card()}),
            "return_to_change": partial(of_change, begun=True),
            "withdraw_change": of_change,
            "returnable": partial(of_order, handed=True),
            "request_return": partial(of_order, _RETURN, handed=True),
            "returns_of_order": partial(of_order, handed=True),
            "return_of_id": of_return,
            "cancel_return": partial(of_return, _WHY),
        },
    )


def staff_change_calls(call: type[Call], party: Party) -> dict[str, Callable[[], Call]]:
    """Return the staff's calls; each has an order of its own."""

    def of_order(body: Any = None, *, handed: bool = False) -> Made:
        _, order_id = _bought(None, handed=handed)
        return order_id, call({"order_id": str(order_id)}, body)

    def of_change() -> Made:
        _, order_id = _bought(None)
        values = {"order_id": str(order_id), "change_id": _waiting_change(order_id)}
        return order_id, call(values)

    def of_return(body: Any = None, *, decided: bool = True) -> Made:
        _, order_id = _bought(None, handed=True)
        return order_id, call({"return_id": _a_return(order_id, decided=decided)}, body)

    def receipt() -> Made:
        line = {"position": 1, "restocked": 1}
        return of_return({"location_id": str(a_location("DC1").id), "lines": [line]})

    rules = {"rules": [{"category": "", "days": 14, "fee_basis_points": 500}]}
    price = {"position": 1, "unit_minor": 150, "reason": "1.50 at the corner"}
    return {
        "returns_for_staff": lambda: call({}, query="?state=approved&limit=5"),
        "return_rules": lambda: call({"channel_code": "web"}),
        "set_return_rules": lambda: call({"channel_code": "web"}, rules),
        **_kept(
            party,
            {
                "order_life_for_staff": of_order,
                "cancel_lines_for_staff": partial(of_order, _CANCEL),
                "edit_order_for_staff": partial(of_order, _EDIT),
                "match_price": partial(of_order, price),
                "withdraw_change_for_staff": of_change,
                "return_for_staff": of_return,
                "request_return_for_staff": partial(of_order, _RETURN, handed=True),
                "approve_return": partial(of_return, decided=False),
                "refuse_return": partial(of_return, _WHY, decided=False),
                "cancel_return_for_staff": partial(of_return, _WHY),
                "receive_return": receipt,
            },
        ),
    }


def _kept(party: Party, makers: dict[str, Callable[[], Made]]) -> dict[str, Callable[[], Call]]:
    """Return the calls, each made once while its order is there: the same request comes again unchanged."""
    kept: dict[str, Made] = party.__dict__.setdefault("calls_about_changes", {})

    def once(name: str, make: Callable[[], Made]) -> Call:
        if name not in kept or not _is_there(kept[name][0]):
            kept[name] = make()
        return kept[name][1]

    return {name: partial(once, name, make) for name, make in makers.items()}


def _is_there(order_id: UUID) -> bool:
    return bool(rows("SELECT FROM ordering_order WHERE id = %s", [order_id]))


def _bought(token: str | None, *, handed: bool = False) -> tuple[Shopper, UUID]:
    buyer, order = a_paid_order(Shopper(token), MILK=2)
    order_id = UUID(order["id"])
    if handed:
        fulfil_order(order_id, now=clock.now())
    return buyer, order_id


def _waiting_change(order_id: UUID, *, begun: bool = False) -> str:
    wanted = EditOrder(order_id, uuid4().hex, add={"BREAD": 1})
    change = edit_order(wanted, now=clock.now())
    if begun:
        asked = payments.Card("4242424242424242", "12/30", "123")
        token = payments.tokenise_card(asked, channel_code="web", now=clock.now()).token
        _started(PayDifference(order_id, change.id, _BACK), token, clock.now())
    return str(change.id)


def _a_return(order_id: UUID, *, decided: bool = True) -> str:
    set_return_rules("web", [Rule(is_approved_at_once=decided)])
    lines = [ReturnedUnits(1, 1, ReturnReason.OTHER)]
    command = RequestReturn(order_id, uuid4().hex, lines)
    buyer = buyer_of(order_id)
    return str(request_return(command, now=clock.now(), buyer=buyer).id)
