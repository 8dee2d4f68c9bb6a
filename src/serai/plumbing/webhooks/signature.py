"""
Signatures in the form of the Standard Webhooks specification.

`webhook-signature` is one `v1,` and the Base64 of HMAC-SHA256 over `id.timestamp.body` for each secret that
is valid now, so that a receiver may change to a new secret whenever it likes. https://www.standardwebhooks.com
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

PREFIX = "whsec_"


def new_webhook_secret() -> str:
    """Return a secret of 256 random bits as receivers' libraries take it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signed_headers(
    message_id: UUID, body: bytes, *, valid: Sequence[str], now: datetime
) -> dict[str, str]:
    """
    Return the headers that go with `body`.

    Args:
        message_id: the same however often the message is sent.
        body: what is sent.
        valid: the secrets that are valid now, the newest first.
        now: the present instant; receivers refuse what is minutes old.
    """
    timestamp = str(int(now.timestamp()))
    return {
        "webhook-id": str(message_id),
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(
            signature(str(message_id), timestamp, body, key=_key(secret)) for secret in valid
        ),
    }


def signature(message_id: str, timestamp: str, body: bytes, *, key: bytes) -> str:
    """Return one signature of version 1; `timestamp` is in seconds since 1970."""
    signed = b".".join((message_id.encode(), timestamp.encode(), body))
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def _key(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix(PREFIX))
