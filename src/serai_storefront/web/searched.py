"""What a reader looked for in this visit: kept only with their yes, and only in their browser."""

from urllib.parse import quote, unquote

_MOST = 5
_BETWEEN = "~"
_LONGEST = 60


def searches_in(cookie: str) -> list[str]:
    """
    Return the searches in a cookie, the latest first; nothing that cannot be one.

    Example:
        >>> searches_in("rye%20bread~%D7%97%D7%9C%D7%91~%00")
        ['rye bread', 'חלב']
    """
    texts = (unquote(part, errors="ignore") for part in cookie.split(_BETWEEN)[:_MOST])
    return [text for text in texts if 0 < len(text) <= _LONGEST and text.isprintable()]


def with_search(cookie: str, text: str) -> str:
    """
    Return the cookie after one more search; one that is too long to be looked for again is left out.

    Example:
        >>> with_search("rye%20bread~milk", "milk")
        'milk~rye%20bread'
    """
    if not 0 < len(text) <= _LONGEST or not text.isprintable():
        return cookie
    others = [each for each in searches_in(cookie) if each.casefold() != text.casefold()]
    return _BETWEEN.join(
        quote(each, safe="").replace("~", "%7E") for each in [text, *others][:_MOST]
    )
