"""
Signed webhooks in the form of the Standard Webhooks specification.

Headers `webhook-id`, `webhook-timestamp` (seconds since 1970) and `webhook-signature`: one or more
`v1,` followed by the Base64 of HMAC-SHA256 over `id.timestamp.body`. https://www.standardwebhooks.com
"""

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

from serai.payments.ports import WebhookRefused
from serai.plumbing.webhooks.signature import signature

TOLERANCE = timedelta(minutes=5)
"""How far the sender's clock may be from ours, either way."""


def signed_headers(webhook_id: str, body: bytes, *, secret: bytes, now: datetime) -> dict[str, str]:
    """Return the three headers that go with `body`."""
    timestamp = str(int(now.timestamp()))
    return {
        "webhook-id": webhook_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signature(webhook_id, timestamp, body, key=secret),
    }


def verified_id(headers: Mapping[str, str], body: bytes, *, secret: bytes, now: datetime) -> str:
    """
    Return the id of a webhook whose signature is good and fresh.

    Raises:
        WebhookRefused: a header is missing, the time is too far off, or no signature fits.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    try:
        webhook_id, timestamp = lower["webhook-id"], lower["webhook-timestamp"]
        signatures = lower["webhook-signature"].split()
    except KeyError as missing:
        raise WebhookRefused("header_missing", f"The header {missing} is missing.") from None
    if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 11:
        raise WebhookRefused("timestamp_malformed", "webhook-timestamp is not a number of seconds.")
    if abs(now.timestamp() - int(timestamp)) > TOLERANCE.total_seconds():
        raise WebhookRefused("timestamp_too_far", "webhook-timestamp is too far from our clock.")
    expected = signature(webhook_id, timestamp, body, key=secret).encode()
    if not any(hmac.compare_digest(expected, given.encode()) for given in signatures):
        raise WebhookRefused("signature_wrong", "No signature in webhook-signature fits the body.")
    return webhook_id
