"""Who makes a request."""

from uuid import UUID

from msgspec import Struct

from serai.kernel.ids import id_text


class Caller(Struct, frozen=True):
    """
    A program, for a channel, perhaps on behalf of a shopper.

    `guest_hash` is the SHA-256 of a guest's token; it opens that guest's cart and order, nothing else.
    """

    key_id: UUID
    channel_code: str
    scopes: frozenset[str]
    customer_id: UUID | None = None
    guest_hash: bytes | None = None
    bearer_hash: bytes | None = None
    locale: str = "en"

    @property
    def name(self) -> str:
        """Return what this caller's idempotency keys are scoped by: nobody meets another's answers."""
        if self.customer_id is None and self.guest_hash is not None:
            return self.guest_hash.hex()
        return id_text(self.customer_id or self.key_id)
