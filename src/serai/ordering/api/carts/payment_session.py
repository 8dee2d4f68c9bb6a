"""How a cart is paid, as a storefront needs it."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from serai.plumbing.api import MoneyOut


class ProcessorOut(Schema):
    """Where a storefront turns a card into a token without us seeing it."""

    name: str
    public_key: str
    tokenise_url: str


class WalletOut(Schema):
    """What a browser must know to ask its wallet; the session's amount is what is asked for."""

    method: Annotated[str, Field(description="apple_pay or google_pay.")]
    merchant_id: Annotated[str, Field(description="Apple's or Google's id of the merchant.")]
    merchant_name: Annotated[str, Field(description="Whom the shopper sees to be paid.")]
    networks: Annotated[list[str], Field(description="Card networks taken, such as visa.")]
    country: Annotated[str, Field(description="Of the merchant, ISO 3166-1 alpha-2.")]
    gateway: Annotated[str, Field(description="For whom Google encrypts; empty for Apple.")]
    gateway_merchant_id: Annotated[str, Field(description="Whom the gateway knows us as.")]
    is_test: Annotated[bool, Field(description="Google's environment TEST.")]


class PaymentSessionOut(Schema):
    """What a storefront needs to ask for a card."""

    payment_id: UUID
    method: str
    amount: MoneyOut
    processor: ProcessorOut
    wallets: Annotated[list[WalletOut], Field(description="What the shop takes besides.")]
