"""What a page hands to `navigator.credentials`, as JSON."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from serai.customers.domain.passkeys.challenge import VALID_FOR
from serai.customers.domain.passkeys.relying_party import RelyingParty

if TYPE_CHECKING:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

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
    import webauthn  # noqa: PLC0415 - slow to load, seldom needed
    from webauthn.helpers import structs  # noqa: PLC0415

    options = webauthn.generate_registration_options(
        rp_id=party.id,
        rp_name=party.name,
        user_id=customer_id.bytes,
        user_name=email,
        user_display_name=name or email,
        challenge=challenge,
        timeout=_PATIENCE,
        exclude_credentials=[_descriptor(each) for each in known],
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
    )
    return webauthn.helpers.options_to_json_dict(options)


def request_options(
    party: RelyingParty, challenge: bytes, *, allowed: Iterable[KnownCredential] = ()
) -> dict[str, Any]:
    """Return what asks for a signature: of the `allowed` passkeys, or of any that the reader picks."""
    import webauthn  # noqa: PLC0415 - as above
    from webauthn.helpers import structs  # noqa: PLC0415

    options = webauthn.generate_authentication_options(
        rp_id=party.id,
        challenge=challenge,
        timeout=_PATIENCE,
        allow_credentials=[_descriptor(each) for each in allowed],
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    return webauthn.helpers.options_to_json_dict(options)


def _descriptor(known: KnownCredential) -> "PublicKeyCredentialDescriptor":
    from webauthn.helpers import structs  # noqa: PLC0415 - as above

    return structs.PublicKeyCredentialDescriptor(
        id=known.credential_id,
        transports=[structs.AuthenticatorTransport(each) for each in known.transports],
    )
