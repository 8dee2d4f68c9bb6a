"""What kind of thing each product of a channel is, as this process knows it."""

import re
from functools import cache

from serai.discovery.domain.meaning import Meaning
from serai.discovery.models.files.meaning_files import open_meaning
from serai.plumbing.model_registry import Following, Kept

_PLAIN = re.compile(r"[a-z0-9][a-z0-9.-]{0,60}")


def model_of(channel_code: str) -> str:
    """Return the name under which a channel's meaning is published."""
    return name_of("meaning", channel_code)


def name_of(model: str, channel_code: str) -> str:
    """Return the name under which what is learnt for a channel is published."""
    code = channel_code if _PLAIN.fullmatch(channel_code) else channel_code.encode().hex()
    return f"discovery.{model}.{code}"


@cache
def meaning_of(channel_code: str) -> Following[Meaning]:
    """Return the meaning in use of a channel, followed; one per process."""
    return Following(model_of(channel_code), _opened)


def _opened(kept: Kept) -> Meaning:
    return open_meaning(kept.folder, str(kept.version))
