"""Begin to add a passkey."""

from datetime import datetime
from typing import Any
from uuid import UUID

from serai.customers.domain.passkeys.challenge import Ceremony
from serai.customers.domain.passkeys.options import creation_options
from serai.customers.queries.customer_view import customer
from serai.customers.queries.passkeys.known_credentials import known_credentials
from serai.customers.usecases.passkeys.challenges import fresh_challenge
from serai.customers.usecases.passkeys.our_party import our_party


def begin_passkey(customer_id: UUID, *, now: datetime) -> dict[str, Any]:
    """
    Return what a page hands to `navigator.credentials.create`; two statements, nothing is written.

    Raises:
        CustomerNotFound: no such customer.
    """
    holder = customer(customer_id)
    challenge = fresh_challenge(Ceremony.REGISTER, about=str(holder.id), now=now)
    return creation_options(
        our_party(),
        challenge,
        customer_id=holder.id,
        email=holder.email,
        name=holder.name,
        known=known_credentials(holder.id),
    )
