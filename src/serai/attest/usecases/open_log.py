"""Begin the log, once."""

import secrets
from urllib.parse import urlsplit

from django.conf import settings

from serai.plumbing.db import execute


def open_log() -> None:
    """Write the log's one row unless it is there: its name is the shop's address for ever."""
    origin = (urlsplit(settings.SERAI_PUBLIC_API_URL).netloc or "serai") + "/log"
    execute(
        "INSERT INTO attest_log (id, origin, size, salt_key, cluster)"
        " SELECT 1, %s, 0, %s, system_identifier FROM pg_control_system() ON CONFLICT DO NOTHING",
        [origin, secrets.token_bytes(32)],
    )
