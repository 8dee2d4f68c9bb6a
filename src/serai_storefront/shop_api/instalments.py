"""Paying an order in parts: what is offered, what was agreed, what is still to be paid."""

import msgspec

from serai_storefront.shop_api.connection import Connection, segment
from serai_storefront.shop_api.shapes import Money


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a plan."""

    number: int
    due_on: str
    amount: Money
    charge: Money
    state: str = "due"
    try_on: str | None = None


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """A plan that the cart could be paid with."""

    terms_id: str
    total: Money
    charge: Money
    to_pay: Money
    annual_rate: str
    parts: list[Part]

    @property
    def shown(self) -> str:
        """What a shopper saw, in a word: two plans that differ for them differ in it."""
        said = [f"{part.due_on}/{part.amount.minor}" for part in self.parts]
        return " ".join([self.terms_id, *said])


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """The plan as it would be agreed to."""

    token: str
    parts: list[Part]


class PayOff(msgspec.Struct, frozen=True):
    """What it takes to end a plan today."""

    amount: Money
    let_off: Money


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan of instalments and how each part of it stands."""

    id: str
    state: str
    ended_by: str
    total: Money
    charge: Money
    to_pay: Money
    paid: Money
    open: Money
    given_back: Money
    annual_rate: str
    agreed_on: str
    card: str
    parts: list[Part]
    order_id: str | None = None
    is_overdue: bool = False
    is_defaulted: bool = False
    is_under_way: bool = False
    pay_off: PayOff | None = None

    @property
    def next_part(self) -> Part | None:
        """What is to be paid next."""
        return next((part for part in self.parts if part.state in {"due", "overdue"}), None)


class Paid(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a payment."""

    state: str
    action_url: str = ""
    failure_code: str = ""


class _Offers(msgspec.Struct):
    offers: list[Offer] = []


class _Plans(msgspec.Struct):
    items: list[Plan] = []


async def offers(shop: Connection, cart_id: str) -> list[Offer]:
    """Return every plan that a cart can be paid with; none for guests."""
    return (await shop.get(f"/carts/{cart_id}/instalments", _Offers)).offers


async def propose(
    shop: Connection, cart_id: str, terms_id: str, card_id: str, *, key: str
) -> Proposal:
    """Ask for the plan to agree to."""
    body = {"terms_id": terms_id, "instrument_id": card_id}
    return await shop.send("POST", f"/carts/{cart_id}/instalments", Proposal, body, key=key)


async def plans(shop: Connection, *, order_id: str = "") -> list[Plan]:
    """Return the shopper's plans, the newest first, or that of one order."""
    query = f"?order_id={segment(order_id)}" if order_id else ""
    return (await shop.get(f"/me/instalment-plans{query}", _Plans)).items


async def plan(shop: Connection, plan_id: str) -> Plan:
    """Return a plan, with what it takes to end it today."""
    return await shop.get(f"/me/instalment-plans/{segment(plan_id)}", Plan)


async def pay(
    shop: Connection, plan_id: str, number: int, expected_minor: int, *, key: str
) -> Paid:
    """Pay a part, or with number 0 all that is open, with the plan's card."""
    body = {"number": number, "expected_minor": expected_minor}
    path = f"/me/instalment-plans/{segment(plan_id)}/payments"
    return await shop.send("POST", path, Paid, body, key=key)


async def come_back(shop: Connection, plan_id: str, *, key: str) -> Plan:
    """Tell the platform that the browser came back from the bank."""
    path = f"/me/instalment-plans/{segment(plan_id)}/payment-return"
    return await shop.send("POST", path, Plan, {}, key=key)


async def change_card(shop: Connection, plan_id: str, card_id: str, *, key: str) -> None:
    """Have another kept card charged."""
    path = f"/me/instalment-plans/{segment(plan_id)}/card"
    await shop.tell("POST", path, {"instrument_id": card_id}, key=key)
