"""Open a download: it counts."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from serai.ordering.domain.digital.download_link import DownloadOver, check_download
from serai.plumbing.db import rows

# One statement: two presses of the last download meet at the row.
_COUNT = """
UPDATE ordering_download_grant AS g SET downloads = downloads + 1, last_at = %(now)s
FROM ordering_digital_file AS f
WHERE g.id = %(id)s AND f.id = g.file_id AND g.revoked_at IS NULL AND g.expires_at > %(now)s
  AND g.downloads < g.most_downloads
RETURNING f.name, f.content_type, f.content
"""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that was granted."""

    name: str
    content_type: str
    content: bytes


def open_download(grant_id: UUID, signed: str, *, secret: bytes, now: datetime) -> OpenedFile:
    """
    Return the file that a link opens, and count it; one statement.

    Raises:
        DownloadOver: the link is not ours or over, or the file was downloaded as often as it may be.
    """
    check_download(grant_id, signed, secret=secret, now=now)
    found = rows(_COUNT, {"id": grant_id, "now": now})
    if not found:
        raise DownloadOver
    [(name, content_type, content)] = found
    return OpenedFile(name, content_type, bytes(content))
