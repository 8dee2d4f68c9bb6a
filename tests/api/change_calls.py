"""Right calls about orders that change, and about goods that come back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from factories.ordering import Shopper, a_paid_order, card
from ordering.changes.makers import buyer_of

from serai.inventory.public import locations_of_codes
from serai.kernel import clock
from serai.ordering.domain.returns.rules import ReturnReason, Rule
from serai.ordering.usecases.changes.edit_order import EditOrder, edit_order
from serai.ordering.usecases.differences.begin_difference import PayDifference
from serai.ordering.usecases.differences.pay_difference import _begun
from serai.ordering.usecases.fulfil_order import fulfil_order
from serai.ordering.usecases.returns.request_return import (
    RequestReturn,
    ReturnedUnits,
    request_return,
)
from serai.ordering.usecases.returns.set_return_rules import set_return_rules
from serai.payments import public as payments

if TYPE_CHECKING:
    from api.call import Call
    from api.world import Party

_CANCEL = {"lines": [{"position": 1, "units": 1}], "reason": "Ordered one too many"}
_EDIT = {"add": [{"sku": "BREAD", "quantity": 1}], "remove": [], "reason": "One more"}
_QUOTE = {"add": [{"sku": "BREAD", "quantity": 1}], "remove": [{"position": 1, "units": 1}]}
_RETURN = {"lines": [{"position": 1, "units": 1, "reason": "too_small", "note": ""}], "note": "x"}
_WHY = {"reason": "The seal is broken"}
_BACK = "https://shop.example/orders"


@dataclass(frozen=True)
class Bought:
    """An order with who bought it, and what is under way about it."""

    order_id: UUID
    token: str | None
    change_id: str = ""
    return_id: str = ""


def let_change(token: str | None) -> dict[str, Bought]:
    """Buy once for everything that a shopper may do about an order; by what is done to each."""
    return {
        **{
            name: _bought(token)
            for name in ("order_life", "cancel_lines", "edit_order", "quote_edit")
        },
        "pay_difference": _to_change(token),
        "quote_difference": _to_change(token),
        "return_to_change": _to_change(token, begun=True),
        "withdraw_change": _to_change(token),
        **{
            name: _bought(token, handed=True)
            for name in ("returnable", "quote_return", "request_return", "returns_of_order")
        },
        **{name: _to_return(token) for name in ("return_of_id", "cancel_return", "return_label")},
    }


def let_staff_change() -> dict[str, Bought]:
    """Have guests buy once for everything that staff may do about an order; by what is done to each."""
    undecided = ("approve_return", "refuse_return")
    decided = ("return_for_staff", "cancel_return_for_staff", "receive_return", "label")
    return {
        **{
            name: _bought(None)
            for name in (
                "order_life_for_staff",
                "cancel_lines_for_staff",
                "edit_order_for_staff",
                "quote_edit_for_staff",
            )
        },
        "match_price": _bought(None),
        "withdraw_change_for_staff": _to_change(None),
        "request_return_for_staff": _bought(None, handed=True),
        **{name: _to_return(None, decided=False) for name in undecided},
        **{name: _to_return(None) for name in decided},
    }


def change_calls_of(call: type[Call], party: Party) -> dict[str, Callable[[], Call]]:
    """Return a shopper's calls about orders of theirs; each has one of its own."""

    def about(name: str, what: str, body: Any = None) -> Callable[[], Call]:
        return lambda: call(*_named(party.changes[name], what, body), party.changes[name].token)

    return {
        "order_life": about("order_life", "order"),
        "cancel_lines": about("cancel_lines", "order", _CANCEL),
        "edit_order": about("edit_order", "order", _EDIT),
        "pay_difference": about("pay_difference", "change", {"card": card()}),
        "quote_difference": about("quote_difference", "change", {"tenders": []}),
        "return_to_change": about("return_to_change", "change"),
        "withdraw_change": about("withdraw_change", "change"),
        "returnable": about("returnable", "order"),
        "quote_edit": about("quote_edit", "order", _QUOTE),
        "quote_return": about("quote_return", "order", _RETURN),
        "request_return": about("request_return", "order", _RETURN),
        "returns_of_order": about("returns_of_order", "order"),
        "return_of_id": about("return_of_id", "return"),
        "cancel_return": about("cancel_return", "return", _WHY),
        "return_label": about("return_label", "return"),
    }


def staff_change_calls(
    call: type[Call], there: Mapping[str, Bought]
) -> dict[str, Callable[[], Call]]:
    """Return the staff's calls; each has an order of its own."""

    def about(name: str, what: str, body: Any = None) -> Callable[[], Call]:
        return lambda: call(*_named(there[name], what, body))

    def receipt() -> Call:
        line = {"position": 1, "restocked": 1}
        body = {"location_id": str(locations_of_codes({"DC1"})["DC1"].id), "lines": [line]}
        return about("receive_return", "return", body)()

    rules = {"rules": [{"category": "", "days": 14, "fee_basis_points": 500}]}
    price = {"position": 1, "unit_minor": 150, "reason": "1.50 at the corner"}
    return {
        "returns_for_staff": lambda: call({}, query="?state=approved&limit=5"),
        "return_rules": lambda: call({"channel_code": "web"}),
        "set_return_rules": lambda: call({"channel_code": "web"}, rules),
        "order_life_for_staff": about("order_life_for_staff", "order"),
        "cancel_lines_for_staff": about("cancel_lines_for_staff", "order", _CANCEL),
        "edit_order_for_staff": about("edit_order_for_staff", "order", _EDIT),
        "quote_edit_for_staff": about("quote_edit_for_staff", "order", _QUOTE),
        "match_price": about("match_price", "order", price),
        "change_terms": lambda: call({"channel_code": "web"}),
        "set_change_terms": lambda: call({"channel_code": "web"}, {"promotions": "keep"}),
        "withdraw_change_for_staff": about("withdraw_change_for_staff", "change"),
        "return_for_staff": about("return_for_staff", "return"),
        "request_return_for_staff": about("request_return_for_staff", "order", _RETURN),
        "approve_return": about("approve_return", "return"),
        "refuse_return": about("refuse_return", "return", _WHY),
        "cancel_return_for_staff": about("cancel_return_for_staff", "return", _WHY),
        "receive_return": receipt,
        "return_label_for_staff": about("label", "return"),
        "label_return": about("label", "return", {"weight_g": 700}),
    }


def _named(there: Bought, what: str, body: Any) -> tuple[dict[str, str], Any]:
    """Return what stands in the path for an order, a change or a return, and the body."""
    if what == "return":
        return {"return_id": there.return_id}, body
    change = {"change_id": there.change_id} if what == "change" else {}
    return {"order_id": str(there.order_id), **change}, body


def _to_change(token: str | None, *, begun: bool = False) -> Bought:
    there = _bought(token)
    return replace(there, change_id=_waiting_change(there.order_id, begun=begun))


def _to_return(token: str | None, *, decided: bool = True) -> Bought:
    there = _bought(token, handed=True)
    return replace(there, return_id=_a_return(there.order_id, decided=decided))


def _bought(token: str | None, *, handed: bool = False) -> Bought:
    buyer, order = a_paid_order(Shopper(token), MILK=2)
    order_id = UUID(order["id"])
    if handed:
        fulfil_order(order_id, now=clock.now())
    return Bought(order_id, buyer.token)


def _waiting_change(order_id: UUID, *, begun: bool = False) -> str:
    wanted = EditOrder(order_id, uuid4().hex, add={"BREAD": 1})
    change = edit_order(wanted, now=clock.now())
    if begun:
        asked = payments.Card("4242424242424242", "12/30", "123")
        token = payments.tokenise_card(asked, channel_code="web", now=clock.now()).token
        command = PayDifference(order_id, change.id, _BACK)
        _begun(buyer_of(order_id), command, token, clock.now())
    return str(change.id)


def _a_return(order_id: UUID, *, decided: bool = True) -> str:
    set_return_rules("web", [Rule(is_approved_at_once=decided)])
    lines = [ReturnedUnits(1, 1, ReturnReason.OTHER)]
    command = RequestReturn(order_id, uuid4().hex, lines)
    buyer = buyer_of(order_id)
    return str(request_return(command, now=clock.now(), buyer=buyer).id)
