"""An authenticator in memory: makes passkeys and signs with them, as a telephone does."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field, replace
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, MAY_BE_SYNCED, SYNCED, HOLDS_KEY = 0x01, 0x04, 0x08, 0x10, 0x40
HOME = "http://localhost:8001"


def as_text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def as_bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class SoftAuthenticator:
    """
    Holds one passkey.

    `origin` is the page that asks it; `verifies` is whether it looks at its holder's finger; `counts` is
    whether its counter moves; `synced` is whether a copy is kept elsewhere.
    """

    origin: str = HOME
    verifies: bool = True
    counts: bool = True
    synced: bool = False
    sign_count: int = 0
    handle: bytes = b""
    cross_origin: bool = False
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer `navigator.credentials.create`."""
        self.handle = as_bytes(options["user"]["id"])
        told = self._client_data("webauthn.create", options["challenge"])
        held = self._authenticator_data(options["rp"]["id"], HOLDS_KEY) + (
            bytes(16)
            + len(self.credential_id).to_bytes(2, "big")
            + self.credential_id
            + cbor2.dumps(self._public_key())
        )
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": held})
        return self._answer(
            {
                "clientDataJSON": as_text(told),
                "attestationObject": as_text(attested),
                "transports": ["internal", "hybrid"],
            }
        )

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer `navigator.credentials.get`."""
        if self.counts:
            self.sign_count += 1
        told = self._client_data("webauthn.get", options["challenge"])
        data = self._authenticator_data(options["rpId"], 0)
        signature = self.key.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": as_text(told),
                "authenticatorData": as_text(data),
                "signature": as_text(signature),
                "userHandle": as_text(self.handle),
            }
        )

    def copy(self) -> "SoftAuthenticator":
        """Return what a thief has who copied the key."""
        return replace(self)

    def _answer(self, response: dict[str, Any]) -> dict[str, Any]:
        named = as_text(self.credential_id)
        return {
            "id": named,
            "rawId": named,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        }

    def _client_data(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps({**said, "crossOrigin": self.cross_origin}).encode()

    def _authenticator_data(self, party: str, more: int) -> bytes:
        flags = PRESENT | more | (VERIFIED if self.verifies else 0)
        flags |= MAY_BE_SYNCED | SYNCED if self.synced else 0
        return (
            hashlib.sha256(party.encode()).digest()
            + bytes([flags])
            + self.sign_count.to_bytes(4, "big")
        )

    def _public_key(self) -> dict[int, Any]:
        point = self.key.public_key().public_numbers()
        return {
            1: 2,
            3: -7,
            -1: 1,
            -2: point.x.to_bytes(32, "big"),
            -3: point.y.to_bytes(32, "big"),
        }
