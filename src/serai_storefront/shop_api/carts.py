"""The cart and its way to an order."""

from collections.abc import Mapping
from typing import Any

import msgspec

from serai_storefront.shop_api.browser_wallets import BrowserWallet
from serai_storefront.shop_api.connection import Connection, segment
from serai_storefront.shop_api.promotions import Code, Discount, Offer
from serai_storefront.shop_api.shapes import Ahead, Money, Picture, PricePer, SetPart
from serai_storefront.shop_api.tenders import Tender


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """Who gets one gift card, what is written to them, and on which day it is sent."""

    email: str
    name: str = ""
    message: str = ""
    sender: str = ""
    send_on: str | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a cart."""

    sku: str
    name: str
    quantity: int
    unit_price: Money
    line_total: Money
    slug: str = ""
    package_size: str | None = None
    picture: Picture = Picture()
    availability: str = "in"
    exact_unit_price: str | None = None
    shelf_price: PricePer | None = None
    discount: Money | None = None
    gift: bool = False
    recipients: list[Recipient] | None = None
    """Of gift cards; `None` where it is something else."""
    substitution: str = ""
    """What is done when the store does not have it: similar, ask, refund; empty: not said."""
    wraps: str | None = None
    """Of gift wrap: the SKU of what is wrapped, empty for all of the cart."""
    parts: list[SetPart] = []
    """What a set consists of."""

    @property
    def cost(self) -> Money:
        """What the line costs with its discounts, before any tax that is added."""
        return self.line_total.less(self.discount)


class TaxLine(msgspec.Struct, frozen=True, kw_only=True):
    """What one tax takes at one rate; 0.19 is 19 %."""

    name: str
    rate: str
    tax: Money


class TaxId(msgspec.Struct, frozen=True, kw_only=True):
    """The tax id that a business buys with."""

    number: str
    country: str = ""
    outcome: str = "valid"


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """What a cart or an order costs; `taxes` by rate are on top, or in the total when prices include tax."""

    items: Money
    total: Money
    delivery: Money | None = None
    discount: Money | None = None
    tax: Money | None = None
    taxes: list[TaxLine] = []
    tax_treatment: str = "charged"
    prices_include_tax: bool = False


class Gift(msgspec.Struct, frozen=True):
    """Words that are printed on the packing slip."""

    message: str
    sender: str = ""


class Offered(msgspec.Struct, frozen=True):
    """Until when a cart stands that the shop made up."""

    expires_at: str
    over: bool = False
    note: str = ""


class Barred(msgspec.Struct, frozen=True, kw_only=True):
    """An article that may not be sold where it goes."""

    sku: str
    name: str
    note: str = ""


class Law(msgspec.Struct, frozen=True, kw_only=True):
    """What the law of the place asks of a cart."""

    minimum_age: int = 0
    asks_birth_date: bool = False
    declared: bool = True
    barred: list[Barred] = []
    prescribed: list[str] = []


class Cart(msgspec.Struct, frozen=True, kw_only=True):
    """A cart as the platform prices it."""

    id: str
    currency: str
    totals: Totals
    state: str = "open"
    version: int = 0
    lines: list[Line] = []
    contact: dict[str, Any] | None = None
    delivery: dict[str, Any] | None = None
    tax_id: TaxId | None = None
    discounts: list[Discount] = []
    codes: list[Code] = []
    offers: list[Offer] = []
    order_id: str | None = None
    token: str | None = None
    tenders: list[Tender] = []
    due: Money | None = None
    needs_delivery: bool = True
    offer: Offered | None = None
    gift: Gift | None = None
    ahead: list[Ahead] = []
    """What of it comes later."""
    law: Law = Law()

    @property
    def wrapped(self) -> dict[str, str]:
        """In what each article is wrapped, by SKU; under an empty one, all of the cart."""
        return {line.wraps: line.sku for line in self.lines if line.wraps is not None}

    @property
    def later(self) -> dict[str, Ahead]:
        """What comes later, by SKU."""
        return {each.sku: each for each in self.ahead}

    @property
    def left_to_pay(self) -> Money:
        """What gift cards and credit leave to be paid."""
        return self.due or self.totals.total

    @property
    def count(self) -> int:
        """Units in the cart."""
        return sum(line.quantity for line in self.lines)

    @property
    def quantities(self) -> dict[str, int]:
        """Units by SKU; gifts come by themselves."""
        return {
            line.sku: line.quantity for line in self.lines if not line.gift and line.wraps is None
        }


class Eta(msgspec.Struct, frozen=True):
    """When it would come."""

    earliest: str = ""
    latest: str = ""


class DeliveryOption(msgspec.Struct, frozen=True, kw_only=True):
    """One way to get the goods."""

    code: str
    kind: str
    label: str
    price: Money
    eta: Eta | None = None
    location: Any = None
    waits: bool = False
    """Whether some of it comes later than the rest."""

    @property
    def place(self) -> dict[str, Any]:
        """The store to collect from, as far as it is known."""
        if isinstance(self.location, dict):
            return self.location
        return {"code": self.location} if self.location else {}


class Processor(msgspec.Struct, frozen=True):
    """Where a browser turns a card into a token, past us and past the platform."""

    name: str
    public_key: str
    tokenise_url: str


class Session(msgspec.Struct, frozen=True):
    """Who takes the payment, and which wallets of the browser would be taken."""

    processor: Processor
    wallets: list[BrowserWallet] = []


class Wanted(msgspec.Struct, frozen=True, omit_defaults=True):
    """So many of an article, and from which suggestion or result it was taken, where that is known."""

    sku: str
    quantity: int
    decision_token: str = ""


class _Options(msgspec.Struct):
    items: list[DeliveryOption]


async def open_cart(shop: Connection, lines: list[Wanted], *, key: str) -> Cart:
    """Open a cart with its first lines; a guest's answer carries the token that opens it again."""
    return await shop.send("POST", "/carts", Cart, {"lines": lines}, key=key)


async def cart(shop: Connection, cart_id: str) -> Cart:
    """Return a cart."""
    return await shop.get(f"/carts/{cart_id}", Cart)


async def my_cart(shop: Connection) -> Cart:
    """Return the shopper's open cart."""
    return await shop.get("/carts/mine", Cart)


async def add_line(shop: Connection, cart_id: str, wanted: Wanted, *, key: str) -> Cart:
    """Add to a line, or make it."""
    body = msgspec.to_builtins(wanted)
    return await shop.send("POST", f"/carts/{cart_id}/lines", Cart, body, key=key)


async def change_line(shop: Connection, cart_id: str, sku: str, quantity: int) -> Cart:
    """Set a line's quantity; 0 removes it."""
    return await shop.send(
        "PATCH", f"/carts/{cart_id}/lines/{segment(sku)}", Cart, {"quantity": quantity}
    )


async def name_recipients(
    shop: Connection, cart_id: str, sku: str, recipients: list[Recipient]
) -> Cart:
    """Say who gets the gift cards of a line."""
    body = {"recipients": [msgspec.structs.asdict(each) for each in recipients]}
    return await shop.send("PUT", f"/carts/{cart_id}/lines/{segment(sku)}/recipients", Cart, body)


async def enter_code(shop: Connection, cart_id: str, code: str) -> Cart:
    """Let a code count for the cart."""
    return await shop.send("PUT", f"/carts/{cart_id}/codes", Cart, {"code": code})


async def drop_code(shop: Connection, cart_id: str, code: str) -> Cart:
    """Take a code out of the cart."""
    return await shop.send("DELETE", f"/carts/{cart_id}/codes/{segment(code)}", Cart)


async def put_contact(shop: Connection, cart_id: str, contact: Mapping[str, Any]) -> Cart:
    """Say who buys and where it goes."""
    return await shop.send("PUT", f"/carts/{cart_id}/contact", Cart, contact)


async def put_gift(shop: Connection, cart_id: str, message: str, sender: str) -> Cart:
    """Let words go with the goods."""
    body = {"message": message, "sender": sender}
    return await shop.send("PUT", f"/carts/{cart_id}/gift", Cart, body)


async def remove_gift(shop: Connection, cart_id: str) -> Cart:
    """Send the goods without words again."""
    return await shop.send("DELETE", f"/carts/{cart_id}/gift", Cart)


async def put_tax_id(shop: Connection, cart_id: str, number: str) -> Cart:
    """Buy as a business."""
    return await shop.send("PUT", f"/carts/{cart_id}/tax-id", Cart, {"number": number})


async def remove_tax_id(shop: Connection, cart_id: str) -> Cart:
    """Buy as a person again."""
    return await shop.send("DELETE", f"/carts/{cart_id}/tax-id", Cart)


async def delivery_options(shop: Connection, cart_id: str) -> list[DeliveryOption]:
    """Return the ways to get this cart."""
    return (await shop.get(f"/carts/{cart_id}/delivery-options", _Options)).items


async def put_delivery(shop: Connection, cart_id: str, code: str, location: str | None) -> Cart:
    """Choose one of them."""
    body = {"code": code, **({"location": location} if location else {})}
    return await shop.send("PUT", f"/carts/{cart_id}/delivery", Cart, body)


async def open_payment(
    shop: Connection, cart_id: str, *, key: str, method: str = "card"
) -> Session:
    """Say how the rest is paid, by card unless told otherwise, and return who takes it. No money moves."""
    return await shop.send(
        "POST", f"/carts/{cart_id}/payment", Session, {"method": method}, key=f"{key}-payment"
    )


async def claim(shop: Connection, cart_id: str, cart_token: str, *, key: str) -> Cart:
    """Bring a guest's cart into the shopper's own."""
    return await shop.send(
        "POST", f"/carts/{cart_id}/claim", Cart, {"cart_token": cart_token}, key=key
    )
