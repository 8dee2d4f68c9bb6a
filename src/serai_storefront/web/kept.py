"""What a guest keeps for later: in their browser, because they asked for it; it goes to the account at log-in."""

import re

from serai_storefront.web.cookie_list import CookieList

MOST = 30
_SKUS = CookieList(re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}"), MOST)


def kept_in(cookie: str) -> list[str]:
    """
    Return the SKUs in a cookie, the latest first; nothing that cannot be one.

    Example:
        >>> kept_in("TEA-100~MILK~<b>")
        ['TEA-100', 'MILK']
    """
    return _SKUS.names(cookie)


def with_kept(cookie: str, sku: str) -> str:
    """
    Return the cookie after one more article was kept; the oldest makes room when there are thirty.

    Example:
        >>> with_kept("TEA-100~MILK", "MILK"), with_kept("MILK", "<b>")
        ('MILK~TEA-100', 'MILK')
    """
    return _SKUS.with_first(cookie, sku)


def without_kept(cookie: str, sku: str) -> str:
    """
    Return the cookie after an article was taken off the list.

    Example:
        >>> without_kept("TEA-100~MILK", "TEA-100")
        'MILK'
    """
    return _SKUS.without(cookie, sku)
