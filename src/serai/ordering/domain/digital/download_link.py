"""Links to downloads: signed, and over after a while."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime
from uuid import UUID

from serai.kernel.errors import DomainError, Kind


class DownloadOver(DomainError):
    """The link is not ours or over, or the file was downloaded as often as it may be."""

    code = "ordering.download_over"
    kind = Kind.NOT_FOUND

    def __init__(self) -> None:
        super().__init__("This download is over; open the order again, or ask the shop.")


def sign_download(grant_id: UUID, *, ends: datetime, secret: bytes) -> str:
    """Return the last part of a link that is good until `ends`."""
    until = int(ends.timestamp())
    return f"{until}.{_signature(grant_id, until, secret)}"


def check_download(grant_id: UUID, signed: str, *, secret: bytes, now: datetime) -> None:
    """
    Refuse a link that was not signed here, or is over.

    Raises:
        DownloadOver: it is.
    """
    text, _, signature = signed.partition(".")
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise DownloadOver
    until = int(text)
    right = _signature(grant_id, until, secret)
    if not hmac.compare_digest(right.encode(), signature.encode()):
        raise DownloadOver
    if datetime.fromtimestamp(until, UTC) <= now:
        raise DownloadOver


def _signature(grant_id: UUID, until: int, secret: bytes) -> str:
    key = hmac.digest(secret, b"serai download", hashlib.sha256)
    mac = hmac.digest(key, grant_id.bytes + until.to_bytes(8), hashlib.sha256)
    return base64.urlsafe_b64encode(mac).decode().rstrip("=")
