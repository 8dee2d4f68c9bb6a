"""What a page hands to `navigator.credentials`, as JSON."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from webauthn import generate_authentication_options, generate_registration_options
from webauthn.helpers import options_to_json_dict
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from serai.customers.domain.passkeys.challenge import VALID_FOR
from serai.customers.domain.passkeys.relying_party import RelyingParty

_PATIENCE = int(VALID_FOR.total_seconds() * 1000)


@dataclass(frozen=True, slots=True)
class KnownCredential:
    """A passkey that there is, and how its authenticator is reached."""

    credential_id: bytes = field(repr=False)
    transports: tuple[str, ...] = ()


def creation_options(
    party: RelyingParty,
    challenge: bytes,
    *,
    customer_id: UUID,
    email: str,
    name: str,
    known: Iterable[KnownCredential],
) -> dict[str, Any]:
    """Return what makes a passkey that needs no user name; not on an authenticator that has one."""
    options = generate_registration_options(
        rp_id=party.id,
        rp_name=party.name,
        user_id=customer_id.bytes,
        user_name=email,
        user_display_name=name or email,
        challenge=challenge,
        timeout=_PATIENCE,
        exclude_credentials=[_descriptor(each) for each in known],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    return options_to_json_dict(options)


def request_options(
    party: RelyingParty, challenge: bytes, *, allowed: Iterable[KnownCredential] = ()
) -> dict[str, Any]:
    """Return what asks for a signature: of the `allowed` passkeys, or of any that the reader picks."""
    options = generate_authentication_options(
        rp_id=party.id,
        challenge=challenge,
        timeout=_PATIENCE,
        allow_credentials=[_descriptor(each) for each in allowed],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def _descriptor(known: KnownCredential) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(
        id=known.credential_id,
        transports=[AuthenticatorTransport(each) for each in known.transports],
    )
