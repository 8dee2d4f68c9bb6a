"""
What authenticators answer, checked (WebAuthn level 2, sections 7.1 and 7.2).

A passkey is always asked to verify its holder (finger, face, code): with it in hand alone nobody gets in.
Attestation is not asked for: which make an authenticator is, is the shopper's business.
"""

from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from serai.customers.domain.passkeys.relying_party import RelyingParty
from serai.kernel.errors import DomainError, Kind

LONGEST_ID = 1023
"""Bytes of a credential's id, as the standard bounds it."""


class PasskeyRefused(DomainError):
    """The passkey is unknown, its signature is wrong, or it was made on another page."""

    code = "customers.passkey_refused"
    kind = Kind.UNAUTHENTICATED

    def __init__(self) -> None:
        super().__init__("This passkey was not accepted. Try again, or use another way.")


@dataclass(frozen=True, slots=True)
class NewCredential:
    """What an authenticator made: the public half, and how often it has signed."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    is_synced: bool
    backed_up: bool
    transports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProvenUse:
    """A right signature: how often the authenticator says it has signed, and whether a copy is kept."""

    sign_count: int
    backed_up: bool


@dataclass(frozen=True, slots=True)
class KeptCredential:
    """What is needed to check a signature."""

    public_key: bytes
    sign_count: int


def challenge_in(credential: Mapping[str, Any]) -> bytes:
    """
    Return the challenge that an answer says it signed.

    Raises:
        PasskeyRefused: the answer cannot be read, or comes from a page inside another site's page.
    """
    try:
        told = _bytes(credential["response"]["clientDataJSON"])
        said = msgspec.json.decode(told, type=_ClientData)
        challenge = _bytes(said.challenge)
    except (LookupError, TypeError, ValueError, msgspec.MsgspecError):
        raise PasskeyRefused from None
    if said.crossOrigin:
        raise PasskeyRefused
    return challenge


def credential_id_in(credential: Mapping[str, Any]) -> bytes:
    """
    Return which passkey answers.

    Raises:
        PasskeyRefused: it says none.
    """
    try:
        found = _bytes(credential["rawId"])
    except (LookupError, TypeError, ValueError):
        raise PasskeyRefused from None
    if not 0 < len(found) <= LONGEST_ID:
        raise PasskeyRefused
    return found


def user_handle_in(credential: Mapping[str, Any]) -> bytes | None:
    """Return whose passkey its authenticator says it is, or `None` when it does not say."""
    try:
        handle = credential["response"]["userHandle"]
        return _bytes(handle) if handle else None
    except (LookupError, TypeError, ValueError):
        return None


def registered(
    credential: Mapping[str, Any], *, challenge: bytes, party: RelyingParty
) -> NewCredential:
    """
    Return the passkey that an authenticator has made for us.

    Raises:
        PasskeyRefused: not for this challenge, this domain, these pages; or its holder was not verified.
    """
    from webauthn import verify_registration_response  # noqa: PLC0415 - slow to load, seldom needed
    from webauthn.helpers.structs import CredentialDeviceType  # noqa: PLC0415

    try:
        made = verify_registration_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=list(party.origins),
            require_user_verification=True,
        )
    except Exception:  # noqa: BLE001 - whatever strangers' bytes do to the parsers, they are no passkey
        raise PasskeyRefused from None
    if len(made.credential_id) > LONGEST_ID:
        raise PasskeyRefused
    return NewCredential(
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        is_synced=made.credential_device_type is CredentialDeviceType.MULTI_DEVICE,
        backed_up=made.credential_backed_up,
        transports=_transports(credential),
    )


def proven(
    credential: Mapping[str, Any],
    *,
    challenge: bytes,
    party: RelyingParty,
    kept: KeptCredential,
) -> ProvenUse:
    """
    Return what a right signature tells.

    Raises:
        PasskeyRefused: wrong signature, challenge, domain or page; its holder was not verified; or its
            counter does not go forward, as that of a copy does not.
    """
    from webauthn import verify_authentication_response  # noqa: PLC0415 - as above

    try:
        used = verify_authentication_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=list(party.origins),
            credential_public_key=kept.public_key,
            credential_current_sign_count=kept.sign_count,
            require_user_verification=True,
        )
    except Exception:  # noqa: BLE001 - as above
        raise PasskeyRefused from None
    return ProvenUse(used.new_sign_count, used.credential_backed_up)


class _ClientData(msgspec.Struct):
    challenge: str
    crossOrigin: bool = False  # noqa: N815 - the standard's name


def _bytes(text: str) -> bytes:
    """Return what base64url without padding stands for."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


_TRANSPORTS = frozenset({"usb", "nfc", "ble", "smart-card", "hybrid", "internal"})


def _transports(credential: Mapping[str, Any]) -> tuple[str, ...]:
    told = credential["response"].get("transports")
    if not isinstance(told, list):
        return ()
    return tuple(each for each in told if isinstance(each, str) and each in _TRANSPORTS)
