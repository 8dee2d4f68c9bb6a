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


@functools.cache
def _pattern(words: str) -> re.Pattern[str]:
    ways = (
        re.escape(word.rstrip(".")) + ("(?![^-])" if word.endswith(".") else "")
        for word in words.split()
    )
    return re.compile(rf"(?:^|-)(?:{'|'.join(ways)})")
