"""
The header `Stripe-Signature`: `t=…,v1=…`, HMAC-SHA256 in hexadecimal over `t.body`.

Source: https://docs.stripe.com/webhooks#verify-manually
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

from serai.payments.ports import WebhookRefused

TOLERANCE = timedelta(minutes=5)
"""How far the sender's clock may be from ours, either way."""
HEADER = "stripe-signature"


def signed_header(body: bytes, *, secret: str, now: datetime) -> str:
    """Return what the header says for `body`."""
    timestamp = str(int(now.timestamp()))
    return f"t={timestamp},v1={_signature(timestamp, body, secret)}"


def refuse_unsigned(headers: Mapping[str, str], body: bytes, *, secret: str, now: datetime) -> None:
    """
    Let only a body pass whose signature is good and fresh. Several `v1` stand for secrets being changed.

    Raises:
        WebhookRefused: the header is missing, the time is too far off, or no signature fits.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    if HEADER not in lower:
        raise WebhookRefused("header_missing", "The header Stripe-Signature is missing.")
    parts = [part.strip().partition("=") for part in lower[HEADER].split(",")]
    timestamp = next((value for name, _, value in parts if name == "t"), "")
    if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 11:
        raise WebhookRefused("timestamp_malformed", "t is not a number of seconds.")
    if abs(now.timestamp() - int(timestamp)) > TOLERANCE.total_seconds():
        raise WebhookRefused("timestamp_too_far", "t is too far from our clock.")
    expected = _signature(timestamp, body, secret).encode()
    given = (value for name, _, value in parts if name == "v1")
    if not any(hmac.compare_digest(expected, value.encode()) for value in given):
        raise WebhookRefused("signature_wrong", "No signature in Stripe-Signature fits the body.")


def _signature(timestamp: str, body: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
