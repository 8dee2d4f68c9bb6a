"""Gift cards and credit that pay for a cart, and ways to pay that need no card."""

import msgspec

from serai_storefront.shop_api.connection import Connection, segment
from serai_storefront.shop_api.problems import Problem
from serai_storefront.shop_api.shapes import Money

PAID_LATER = ("bank_transfer", "cash_on_delivery", "cash_at_store")
BY_PAGE = ("pix", "pay_later", "stablecoin")
"""Paid on a page of whoever takes it, right after the order."""
"""Ways to pay whose money comes after the order."""


class Tender(msgspec.Struct, frozen=True, kw_only=True):
    """A gift card, credit or points that pay."""

    method: str
    source: str
    label: str = ""
    amount: Money | None = None


class Transfer(msgspec.Struct, frozen=True, kw_only=True):
    """How to make the transfer that an order waits for."""

    holder: str
    iban: str
    reference: str
    amount: Money
    bic: str = ""
    bank: str = ""
    due_on: str = ""

    @property
    def grouped_iban(self) -> str:
        """The account number in groups of four, as it is printed."""
        return " ".join(self.iban[start : start + 4] for start in range(0, len(self.iban), 4))


class GiftCard(msgspec.Struct, frozen=True, kw_only=True):
    """What is left on a gift card."""

    id: str
    last4: str
    state: str
    available: Money
    expires_at: str | None = None


class CreditMove(msgspec.Struct, frozen=True):
    """One change of a shopper's credit."""

    happened_at: str
    kind: str
    amount: Money
    balance: Money


class StoreCredit(msgspec.Struct, frozen=True):
    """What the shopper may spend here, and how it came about, the newest first."""

    available: Money
    moves: list[CreditMove] = []


class _GiftCards(msgspec.Struct):
    items: list[GiftCard] = []


class _Method(msgspec.Struct):
    method: str


class _Methods(msgspec.Struct):
    methods: list[_Method]


async def add_tender(shop: Connection, cart_id: str, method: str, code: str, *, key: str) -> None:
    """Let a gift card, or the shopper's own credit, pay first."""
    body = {"method": method, **({"code": code} if code else {})}
    await shop.send("POST", f"/carts/{cart_id}/tenders", dict, body, key=key)


async def remove_tender(shop: Connection, cart_id: str, method: str, source: str) -> None:
    """Let it no longer pay."""
    path = f"/carts/{cart_id}/tenders/{segment(method)}/{segment(source)}"
    await shop.send("DELETE", path, dict)


async def gift_card(shop: Connection, code: str) -> GiftCard:
    """Return what is left on the card with this code."""
    return await shop.send("POST", "/gift-cards/balance", GiftCard, {"code": code})


async def my_gift_cards(shop: Connection) -> list[GiftCard]:
    """Return the gift cards that the shopper keeps, the newest first."""
    return (await shop.get("/me/gift-cards", _GiftCards)).items


async def keep_gift_card(shop: Connection, code: str, *, key: str) -> GiftCard:
    """Put a gift card into the account."""
    return await shop.send("POST", "/me/gift-cards", GiftCard, {"code": code}, key=key)


async def my_store_credit(shop: Connection) -> StoreCredit:
    """Return the shopper's credit in the shop's currency."""
    return await shop.get("/me/store-credit", StoreCredit)


async def methods(shop: Connection, due: Money) -> list[str]:
    """Return every way to pay an amount; none when that is not known now."""
    try:
        offered = (await shop.get(f"/payment-methods?total_minor={due.minor}", _Methods)).methods
    except Problem:
        return []
    return [each.method for each in offered]


def later_of(names: list[str], delivery_kind: str) -> list[str]:
    """Return the ways to pay after the order that suit how the goods come."""
    unfit = "cash_on_delivery" if delivery_kind == "pickup" else "cash_at_store"
    return [name for name in names if name in (*PAID_LATER, *BY_PAGE) and name != unfit]
