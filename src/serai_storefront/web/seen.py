"""What a reader looked at in this visit: kept only with their yes, and only in their browser."""

import re

from serai_storefront.web.cookie_list import CookieList

_SLUGS = CookieList(re.compile(r"[0-9a-z-]{1,120}"), most=8)


def seen_in(cookie: str) -> list[str]:
    """
    Return the slugs in a cookie, the latest first; nothing that cannot be one.

    Example:
        >>> seen_in("whole-milk~rye-bread~<b>")
        ['whole-milk', 'rye-bread']
    """
    return _SLUGS.names(cookie)


def with_seen(cookie: str, slug: str) -> str:
    """
    Return the cookie after one more product was looked at.

    Example:
        >>> with_seen("whole-milk~rye-bread", "rye-bread")
        'rye-bread~whole-milk'
    """
    return _SLUGS.with_first(cookie, slug)
