"""What a reader compares: up to four articles of one category, in their browser, because they asked for it."""

import re

from serai_storefront.web.cookie_list import CookieList

MOST = 4
_SKUS = CookieList(re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}"), MOST)


def compared_in(cookie: str) -> list[str]:
    """
    Return the SKUs in a cookie, the latest first; nothing that cannot be one.

    Example:
        >>> compared_in("TEA-100~MILK~<b>")
        ['TEA-100', 'MILK']
    """
    return _SKUS.names(cookie)


def with_compared(cookie: str, sku: str) -> str:
    """
    Return the cookie after one more article was put beside the others.

    Example:
        >>> with_compared("TEA-100~MILK", "TEA-200")
        'TEA-200~TEA-100~MILK'
    """
    return _SKUS.with_first(cookie, sku)


def without_compared(cookie: str, sku: str) -> str:
    """
    Return the cookie after an article was taken out.

    Example:
        >>> without_compared("TEA-100~MILK", "TEA-100")
        'MILK'
    """
    return _SKUS.without(cookie, sku)
