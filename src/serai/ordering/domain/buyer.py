"""Who stands before the shop, as far as carts and orders care."""

import base64
import hashlib
import hmac
from uuid import UUID

from msgspec import Struct

GUEST_TOKEN = "src_"  # noqa: S105 - a prefix, not a secret


class Buyer(Struct, frozen=True):
    """
    A shopper with an account, a guest with the token of a cart, or somebody without either.

    `guest_hash` is the SHA-256 of the guest's token. What is not theirs does not exist for them.
    """

    channel_code: str
    customer_id: UUID | None = None
    guest_hash: bytes | None = None
    locale: str = "en"

    def owns(self, channel_code: str, customer_id: UUID | None, guest_hash: bytes | None) -> bool:
        """Return whether a cart or an order with these marks is theirs."""
        if channel_code != self.channel_code:
            return False
        if self.customer_id is not None:
            return customer_id == self.customer_id
        return (
            self.guest_hash is not None
            and guest_hash is not None
            and customer_id is None
            and hmac.compare_digest(guest_hash, self.guest_hash)
        )


def guest_token(cart_id: UUID, *, secret: bytes) -> str:
    """
    Return the token of a guest's cart: 256 bits that only the holder of `secret` can make.

    Made from the cart's id, so that a repeated request can be told the same token although only its
    digest is kept.
    """
    mac = hmac.new(secret, b"guest token of cart " + cart_id.bytes, hashlib.sha256).digest()
    return GUEST_TOKEN + base64.urlsafe_b64encode(mac).decode().rstrip("=")
