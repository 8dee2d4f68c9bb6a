"""What a reader looked at in this visit: kept only with their yes, and only in their browser."""

import re

_MOST = 8
_BETWEEN = "~"
_SLUG = re.compile(r"[0-9a-z-]{1,120}")


def seen_in(cookie: str) -> list[str]:
    """
    Return the slugs in a cookie, the latest first; nothing that cannot be one.

    Example:
        >>> seen_in("whole-milk~rye-bread~<b>")
        ['whole-milk', 'rye-bread']
    """
    return [slug for slug in cookie.split(_BETWEEN)[:_MOST] if _SLUG.fullmatch(slug)]


def with_seen(cookie: str, slug: str) -> str:
    """
    Return the cookie after one more product was looked at.

    Example:
        >>> with_seen("whole-milk~rye-bread", "rye-bread")
        'rye-bread~whole-milk'
    """
    if not _SLUG.fullmatch(slug):
        return cookie
    others = [each for each in seen_in(cookie) if each != slug]
    return _BETWEEN.join([slug, *others][:_MOST])
