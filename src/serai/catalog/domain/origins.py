"""Origins: where pages come from that may call the shop's API from a browser."""

import re
from typing import Any

from serai.catalog.domain.bad_value import BadValue

_HOST = r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*"
_ORIGIN = re.compile(
    rf"https://{_HOST}(:[0-9]{{1,5}})?|http://(localhost|127\.0\.0\.1)(:[0-9]{{1,5}})?"
)


def origin(value: Any) -> str:
    """
    Return an origin as browsers send it: scheme, host and perhaps port, in small letters.

    Only pages on this machine may come without TLS.

    Raises:
        BadValue: it is something else, such as an address with a path, or every origin at once.

    Example:
        >>> origin(" https://Shop.example.com ")
        'https://shop.example.com'
    """
    text = value.strip().lower() if isinstance(value, str) else ""
    if len(text) > 260 or not _ORIGIN.fullmatch(text):
        raise BadValue("Expected an origin such as 'https://shop.example.com', without a path.")
    return text
