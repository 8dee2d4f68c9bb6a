"""What this context tells the others."""

from dataclasses import dataclass
from uuid import UUID

from serai.kernel.events import Event


@dataclass(frozen=True)
class CustomerRegistered(Event):
    """Somebody has an account from now on. Version 1. Imported customers are not announced."""

    customer_id: UUID


@dataclass(frozen=True)
class CustomerLoggedIn(Event):
    """
    A customer proved who they are. Version 1.

    `guest_hash` is the SHA-256 of the guest token that came along, if one did: whatever that guest
    began (a cart) is now the customer's.
    """

    customer_id: UUID
    guest_hash: bytes | None


@dataclass(frozen=True)
class ConsentRecorded(Event):
    """A customer allowed or refused one use of their data. Version 1."""

    customer_id: UUID
    purpose: str
    granted: bool
    text_version: str
    source: str
