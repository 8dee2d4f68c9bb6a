"""What becomes of an order after it is agreed: changes of it, and goods that come back."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from serai_storefront.shop_api.connection import Connection, segment
from serai_storefront.shop_api.orders import Order
from serai_storefront.shop_api.shapes import Money
from serai_storefront.shop_api.tenders import Tender


class ChangedPromotions(msgspec.Struct, frozen=True, kw_only=True):
    """What promotions change of an order that changes."""

    lost: list[str] = []
    earned: list[str] = []
    difference: Money


class ChangeLine(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a change."""

    kind: str
    name: str
    quantity: int
    total: Money


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One document that changes an order."""

    id: str
    number: int
    kind: str
    state: str
    made_at: str
    expires_at: str | None = None
    difference: Money
    refund: Money
    due: Money
    promotions: ChangedPromotions | None = None
    lines: list[ChangeLine] = []


class WayBack(msgspec.Struct, frozen=True, kw_only=True):
    """One payment of the order, and what of it would go back."""

    method: str
    label: str = ""
    amount: Money
    was_taken: bool = True


class EditQuote(msgspec.Struct, frozen=True, kw_only=True):
    """What an edit would come to."""

    refund: Money
    ways_back: list[WayBack] = []
    promotions: ChangedPromotions | None = None

    @property
    def told(self) -> str:
        """What the shopper was told, for the form that goes on."""
        return str(self.refund.minor)


class ReturnLine(msgspec.Struct, frozen=True, kw_only=True):
    """Units that come back, and what became of them."""

    name: str
    quantity: int
    reason: str
    restocked: int = 0
    written_off: int = 0
    refused: int = 0


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What goes out in exchange."""

    name: str
    quantity: int
    total: Money


class ReturnQuote(msgspec.Struct, frozen=True, kw_only=True):
    """What a return would come to."""

    worth: Money
    fees: Money
    wanted: list[Wanted] = []
    promotions: ChangedPromotions | None = None
    refund: Money
    ways_back: list[WayBack] = []
    due: Money

    @property
    def told(self) -> str:
        """What the shopper was told, for the form that goes on."""
        return f"{self.refund.minor} {self.due.minor}"


class Return(msgspec.Struct, frozen=True, kw_only=True):
    """One return."""

    id: str
    order_id: str
    order_number: str
    number: int
    state: str
    way: str
    reason: str = ""
    label: str = ""
    asked_at: str
    expires_at: str | None = None
    lines: list[ReturnLine] = []
    wanted: list[Wanted] = []
    change_id: str | None = None
    refund: Money
    due: Money
    can_cancel: bool = False


class StandingLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line as it stands."""

    position: int
    sku: str
    name: str
    quantity: int
    can_cancel: int
    total: Money
    fees: Money


class OrderLife(msgspec.Struct, frozen=True, kw_only=True):
    """An order as it stands, and how it came to that."""

    order_id: str
    total: Money
    delivery: Money
    lines: list[StandingLine]
    changes: list[Change]
    returns: list[Return]
    waits_for: str | None = None
    can_edit: bool = False

    @property
    def waiting(self) -> Change | None:
        """The change whose difference is to be paid."""
        return next((each for each in self.changes if each.id == self.waits_for), None)

    @property
    def can_cancel_units(self) -> bool:
        """Whether anything has not left."""
        return any(line.can_cancel for line in self.lines)


class CancelledLines(msgspec.Struct, frozen=True, kw_only=True):
    """An order of which units were called off."""

    order: Order
    change: Change | None = None


class DifferenceQuote(msgspec.Struct, frozen=True, kw_only=True):
    """What gift cards and credit would pay of a difference, and what they would leave."""

    tenders: list[Tender]
    due: Money


class PaidDifference(msgspec.Struct, frozen=True, kw_only=True):
    """A change, and where its payment stands."""

    change: Change
    payment_state: str
    action_url: str = ""


class ReturnableLine(msgspec.Struct, frozen=True, kw_only=True):
    """Units of one line that are with the shopper."""

    position: int
    sku: str
    name: str
    units: int
    worth: Money
    until: str
    fee_basis_points: int = 0
    refusal: str = ""


class Returnable(msgspec.Struct, frozen=True):
    """What of an order may come back."""

    lines: list[ReturnableLine]
    reasons: list[str]


class Returns(msgspec.Struct, frozen=True):
    """One page of returns."""

    items: list[Return]
    next_cursor: str | None = None


async def order_life(shop: Connection, order_id: str) -> OrderLife:
    """Return an order as it stands."""
    return await shop.get(f"/orders/{segment(order_id)}/life", OrderLife)


async def cancel_lines(
    shop: Connection, order_id: str, units: Mapping[int, int], reason: str, *, key: str
) -> CancelledLines:
    """Call off units that have not left."""
    lines = [{"position": position, "units": count} for position, count in units.items()]
    path = f"/orders/{segment(order_id)}/cancelled-lines"
    body = {"lines": lines, "reason": reason}
    return await shop.send("POST", path, CancelledLines, body, key=key)


async def quote_edit(shop: Connection, order_id: str, units: Mapping[int, int]) -> EditQuote:
    """Ask what calling units off would come to; nothing is written."""
    remove = [{"position": position, "units": count} for position, count in units.items()]
    path = f"/orders/{segment(order_id)}/edits/quote"
    return await shop.send("POST", path, EditQuote, {"remove": remove})


async def quote_difference(
    shop: Connection, order_id: str, change_id: str, tenders: Sequence[Mapping[str, str]]
) -> DifferenceQuote:
    """Ask what gift cards and credit would pay of a difference; nothing is held."""
    path = f"/orders/{segment(order_id)}/changes/{segment(change_id)}/payment/quote"
    return await shop.send("POST", path, DifferenceQuote, {"tenders": list(tenders)})


async def pay_difference(
    shop: Connection,
    order_id: str,
    change_id: str,
    paying: Mapping[str, Any],
    *,
    return_url: str,
    key: str,
) -> PaidDifference:
    """Pay what a change makes an order dearer."""
    path = f"/orders/{segment(order_id)}/changes/{segment(change_id)}/payment"
    body = {**paying, "return_url": return_url}
    return await shop.send("POST", path, PaidDifference, body, key=key)


async def return_to_change(
    shop: Connection, order_id: str, change_id: str, *, key: str
) -> PaidDifference:
    """Tell the platform that the browser came back from the bank."""
    path = f"/orders/{segment(order_id)}/changes/{segment(change_id)}/payment-return"
    return await shop.send("POST", path, PaidDifference, {}, key=key)


async def withdraw_change(shop: Connection, order_id: str, change_id: str, *, key: str) -> Change:
    """Call a change off that waits to be paid."""
    path = f"/orders/{segment(order_id)}/changes/{segment(change_id)}/withdrawal"
    return await shop.send("POST", path, Change, {}, key=key)


async def returnable(shop: Connection, order_id: str) -> Returnable:
    """Return what of an order may come back."""
    return await shop.get(f"/orders/{segment(order_id)}/returnable", Returnable)


async def quote_return(
    shop: Connection,
    order_id: str,
    lines: Sequence[Mapping[str, Any]],
    wanted: Sequence[Mapping[str, Any]],
) -> ReturnQuote:
    """Ask what a return would come to; nothing is written."""
    body = {"lines": list(lines), "wanted": list(wanted)}
    path = f"/orders/{segment(order_id)}/returns/quote"
    return await shop.send("POST", path, ReturnQuote, body)


async def request_return(
    shop: Connection,
    order_id: str,
    lines: Sequence[Mapping[str, Any]],
    wanted: Sequence[Mapping[str, Any]],
    *,
    way: str,
    key: str,
) -> Return:
    """Announce that goods come back."""
    body = {"lines": list(lines), "way": way, "wanted": list(wanted)}
    return await shop.send("POST", f"/orders/{segment(order_id)}/returns", Return, body, key=key)


async def one_return(shop: Connection, return_id: str) -> Return:
    """Return one return."""
    return await shop.get(f"/returns/{segment(return_id)}", Return)


async def cancel_return(shop: Connection, return_id: str, *, key: str) -> Return:
    """Call a return off."""
    path = f"/returns/{segment(return_id)}/cancellation"
    return await shop.send("POST", path, Return, {"reason": "shopper"}, key=key)


async def my_returns(shop: Connection, cursor: str | None) -> Returns:
    """Return one page of the shopper's returns, newest first."""
    return await shop.get("/returns", Returns, [("cursor", cursor)] if cursor else [])
