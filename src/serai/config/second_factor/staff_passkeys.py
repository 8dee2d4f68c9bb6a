"""Passkeys of staff: bound to the host of the back office, asked for what they are made for."""

from uuid import UUID

from django.conf import settings

from serai.customers.domain.passkeys.relying_party import RelyingParty, relying_party


def back_office_party() -> RelyingParty:
    """Return the back office, as authenticators know it."""
    return relying_party(settings.SERAI_PUBLIC_API_URL)


def handle_of(staff_id: int) -> UUID:
    """Return what authenticators know somebody by; no shopper's id looks like it."""
    return UUID(int=staff_id)
