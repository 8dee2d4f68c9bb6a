"""What may be kept of an answer, by whom, and whether the asker has it already."""

from serai.discovery.api.reads import Answer

_SHARED = "public, no-cache"
"""Anyone may keep it but has to ask whether it still holds: prices change within two seconds."""

PERSONAL = "private, no-store"
_VARY = "Serai-Key, Authorization, Accept-Language, Origin, Serai-Visitor"


def headers_of(answer: Answer) -> list[tuple[str, str]]:
    """Return the headers that tell caches what to do with an answer, and readers its language."""
    headers = [("Vary", _VARY), ("Content-Language", answer.locale)]
    if answer.etag is None:
        return [("Cache-Control", PERSONAL), *headers]
    return [("Cache-Control", _SHARED), *headers, ("ETag", answer.etag)]


def is_known(answer: Answer, if_none_match: str) -> bool:
    """Return whether the asker named this very answer in If-None-Match."""
    return answer.etag is not None and answer.etag in if_none_match
