"""The store that a reader made theirs: its code, kept in their browser only."""

import re

_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}")


def store_in(value: str) -> str:
    """
    Return a store's code, nothing that cannot be one.

    Example:
        >>> store_in("store-367"), store_in("<b>")
        ('store-367', '')
    """
    return value if _CODE.fullmatch(value) else ""
