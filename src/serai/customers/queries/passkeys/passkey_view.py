"""A customer's passkeys."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from serai.customers.models import Passkey
from serai.kernel.errors import DomainError, Kind


class PasskeyNotFound(DomainError):
    """This customer has no such passkey, whoever else may."""

    code = "customers.passkey_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, passkey_id: UUID) -> None:
        self.passkey_id = passkey_id
        super().__init__("There is no such passkey in this account.")


@dataclass(frozen=True, slots=True)
class PasskeyView:
    """One passkey as its owner sees it. `is_synced`: other devices of theirs may have it, too."""

    id: UUID
    name: str
    is_synced: bool
    created_at: datetime
    last_used_at: datetime | None

    @classmethod
    def of(cls, passkey: Passkey) -> Self:
        """Return the view of a row."""
        return cls(
            id=passkey.pk,
            name=passkey.name,
            is_synced=passkey.is_synced,
            created_at=passkey.created_at,
            last_used_at=passkey.last_used_at,
        )


def passkeys_of(customer_id: UUID) -> list[PasskeyView]:
    """Return a customer's passkeys, the newest first; one statement."""
    return [PasskeyView.of(passkey) for passkey in Passkey.objects.of_customer(customer_id)]
