"""Signed news in the form of the Standard Webhooks specification, https://www.standardwebhooks.com."""

import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

from serai.fulfilment.ports import CarrierNewsRefused
from serai.plumbing.webhooks.signature import signature

TOLERANCE = timedelta(minutes=5)
"""How far the sender's clock may be from ours, either way."""


def signed_headers(event_id: str, body: bytes, *, secret: bytes, now: datetime) -> dict[str, str]:
    """Return the three headers that go with `body`."""
    timestamp = str(int(now.timestamp()))
    return {
        "webhook-id": event_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signature(event_id, timestamp, body, key=secret),
    }


def verified_id(headers: Mapping[str, str], body: bytes, *, secret: bytes, now: datetime) -> str:
    """
    Return the id of news whose signature is good and fresh.

    Raises:
        CarrierNewsRefused: a header is missing, the time is too far off, or no signature fits.
    """
    lower = {name.lower(): value for name, value in headers.items()}
    try:
        event_id, timestamp = lower["webhook-id"], lower["webhook-timestamp"]
        signatures = lower["webhook-signature"].split()
    except KeyError as missing:
        raise CarrierNewsRefused("header_missing", f"The header {missing} is missing.") from None
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) < 12):
        raise CarrierNewsRefused("timestamp_malformed", "The time is not a number of seconds.")
    if abs(now.timestamp() - int(timestamp)) > TOLERANCE.total_seconds():
        raise CarrierNewsRefused("timestamp_too_far", "The time is too far from our clock.")
    expected = signature(event_id, timestamp, body, key=secret).encode()
    if not any(hmac.compare_digest(expected, given.encode()) for given in signatures):
        raise CarrierNewsRefused("signature_wrong", "No signature fits the body.")
    return event_id
