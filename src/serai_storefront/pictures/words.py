"""Finding words in slugs."""

import functools
import re


def has(words: str, slug: str) -> bool:
    """
    Return whether a slug holds a word that begins with one of these; "tea." stands for the whole word.

    Example:
        >>> has("yog milk", "greek-yogurt"), has("milk", "buttermilk"), has("ice-cream", "ice-cream-novelties")
        (True, False, True)
        >>> has("can.", "candy"), has("can.", "canola-can")
        (False, True)
    """
    return bool(_pattern(words).search(slug))


def ends(words: str, slug: str) -> tuple[int, int]:
    """
    Return in which word of a slug the last match ends, and how long it is; -1 when there is none.

    Example:
        >>> ends("cheese", "cheese-crackers"), ends("cracker", "cheese-crackers"), ends("tea.", "milk")
        ((0, 6), (1, 7), (-1, 0))
        >>> ends("peanut-butter", "peanut-butter") > ends("butter.", "peanut-butter")
        True
    """
    found = [
        (slug[: match.end()].count("-"), len(match[1])) for match in _pattern(words).finditer(slug)
    ]
    return max(found, default=(-1, 0))


@functools.cache
def _pattern(words: str) -> re.Pattern[str]:
    ways = (
        re.escape(word.rstrip(".")) + ("(?![^-])" if word.endswith(".") else "")
        for word in sorted(words.split(), key=len, reverse=True)
    )
    return re.compile(rf"(?:^|(?<=-))({'|'.join(ways)})")
