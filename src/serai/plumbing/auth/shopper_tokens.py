"""Tokens of shoppers who logged in: opaque, hashed, revocable at once."""

from datetime import datetime, timedelta
from uuid import UUID

from serai.kernel.ids import digest, new_secret
from serai.plumbing.db import rows
from serai.plumbing.models import ShopperToken

PREFIX = "srs_"
LIFE = timedelta(days=90)


def issue_shopper_token(customer_id: UUID, now: datetime) -> str:
    """Return a new token for a customer; it works for 90 days."""
    token = new_secret(PREFIX)
    ShopperToken.objects.create(
        digest=digest(token), customer_id=customer_id, created_at=now, expires_at=now + LIFE
    )
    return token


def revoke_shopper_token(hashed: bytes) -> None:
    """Log one device out; `hashed` is the token's digest."""
    ShopperToken.objects.filter(pk=hashed).delete()


def revoke_all_of(customer_id: UUID) -> None:
    """Log a customer out everywhere."""
    ShopperToken.objects.filter(customer_id=customer_id).delete()


def customer_of_token(hashed: bytes, now: datetime) -> UUID | None:
    """Return whose token it is, or `None` when it is unknown or has expired. One statement."""
    found = rows(
        "SELECT customer_id FROM plumbing_shopper_token WHERE digest = %s AND expires_at > %s",
        [hashed, now],
    )
    return found[0][0] if found else None
