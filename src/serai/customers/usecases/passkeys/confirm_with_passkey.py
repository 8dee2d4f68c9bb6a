"""Have a customer who is logged in confirm one exact thing, such as a purchase, with a passkey."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from serai.customers.domain.passkeys.challenge import Ceremony
from serai.customers.domain.passkeys.credential import PasskeyRefused
from serai.customers.domain.passkeys.options import request_options
from serai.customers.queries.passkeys.known_credentials import known_credentials
from serai.customers.usecases.passkeys.challenges import answered_challenge, fresh_challenge
from serai.customers.usecases.passkeys.our_party import our_party
from serai.customers.usecases.passkeys.use_passkey import use_passkey
from serai.plumbing.db import unit_of_work


def begin_confirmation(customer_id: UUID, what: str, *, now: datetime) -> dict[str, Any] | None:
    """
    Return what a page hands to `navigator.credentials.get`, or `None` for a customer without passkeys.

    Args:
        customer_id: who is asked.
        what: the exact thing, with its amount: the signature is good for nothing else.
        now: the present instant.
    """
    known = known_credentials(customer_id)
    if not known:
        return None
    challenge = fresh_challenge(Ceremony.CONFIRM, about=_about(customer_id, what), now=now)
    return request_options(our_party(), challenge, allowed=known)


@unit_of_work()
def confirm_with_passkey(
    customer_id: UUID, what: str, credential: Mapping[str, Any], *, now: datetime
) -> None:
    """
    Take a signature of this customer over this very thing; it works once.

    Raises:
        PasskeyRefused: not a passkey of this customer, wrong, or a copy.
        ChallengeRefused: it took too long, was sent twice, or confirmed something else.
    """
    about = _about(customer_id, what)
    challenge = answered_challenge(credential, Ceremony.CONFIRM, about=about, now=now)
    signer = use_passkey(credential, challenge, now=now)
    if signer.pk != customer_id:
        raise PasskeyRefused


def _about(customer_id: UUID, what: str) -> str:
    return f"{customer_id} {what}"
