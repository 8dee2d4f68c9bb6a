"""Add a passkey to an account."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from serai.customers.domain.passkeys.challenge import Ceremony
from serai.customers.domain.passkeys.credential import PasskeyRefused, registered
from serai.customers.domain.plain_text import plain_text
from serai.customers.events import PasskeyAdded
from serai.customers.models import Customer, Passkey
from serai.customers.queries.customer_view import CustomerNotFound
from serai.customers.queries.passkeys.passkey_view import PasskeyView
from serai.customers.usecases.passkeys.challenges import answered_challenge, use_up
from serai.customers.usecases.passkeys.our_party import our_party
from serai.customers.usecases.passkeys.send_passkey_letter import send_passkey_letter
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.plumbing.db import unit_of_work
from serai.plumbing.events import publish

MOST_PASSKEYS = 20
"""Passkeys one customer may keep."""


class TooManyPasskeys(DomainError):
    """This account has as many passkeys as one may have."""

    code = "customers.too_many_passkeys"
    kind = Kind.REJECTED

    def __init__(self, *, most: int) -> None:
        self.most = most
        super().__init__(f"At most {most} passkeys can be kept; remove one first.")


@dataclass(frozen=True, slots=True)
class AddPasskey:
    """Whose, what the authenticator answered, and what to call it."""

    customer_id: UUID
    credential: Mapping[str, Any] = field(repr=False)
    name: str


@unit_of_work()
def add_passkey(command: AddPasskey, *, now: datetime) -> PasskeyView:
    """
    Keep a passkey that was made for a challenge of `begin_passkey`; a letter tells the account's owner.

    Raises:
        CustomerNotFound: no such customer.
        TextRefused: the name is missing, too long or unreadable.
        ChallengeRefused: it took too long, or was sent twice.
        PasskeyRefused: it was made elsewhere, without verifying its holder, or is in an account already.
        TooManyPasskeys: the account is full.
    """
    name = plain_text(command.name, field="name", longest=80, required=True)
    challenge = answered_challenge(
        command.credential, Ceremony.REGISTER, about=str(command.customer_id), now=now
    )
    made = registered(command.credential, challenge=challenge.value, party=our_party())
    holder = Customer.objects.select_for_update(no_key=True).filter(pk=command.customer_id)
    if not holder.values_list("pk").first():
        raise CustomerNotFound(command.customer_id)
    if Passkey.objects.of_customer(command.customer_id).count() >= MOST_PASSKEYS:
        raise TooManyPasskeys(most=MOST_PASSKEYS)
    use_up(challenge)
    passkey = Passkey(
        id=uuid7(),
        customer_id=command.customer_id,
        name=name,
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        is_synced=made.is_synced,
        backed_up=made.backed_up,
        transports=list(made.transports),
        created_at=now,
    )
    try:
        passkey.save(force_insert=True)
    except IntegrityError:
        raise PasskeyRefused from None
    send_passkey_letter.later(passkey_id=passkey.pk)
    publish(PasskeyAdded(customer_id=command.customer_id, passkey_id=passkey.pk))
    return PasskeyView.of(passkey)
