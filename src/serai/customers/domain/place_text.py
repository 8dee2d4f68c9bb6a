"""Names of places and postcodes, so that what is typed finds what is written."""

import re
import unicodedata

_SMALL_WORDS = frozenset(
    "a al au aux d da das de dei del della di do dos du e el en et i la las le les lès los na o sur y".split()
)


def folded(text: str) -> str:
    """
    Return a name as it is compared: small letters without accents, single blanks between words.

    Example:
        >>> folded("  São  Tomé-das Letras ")
        'sao tome das letras'
    """
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(letter)
    )
    return " ".join(re.findall(r"[^\W_]+", bare))


def code_key(text: str) -> str:
    """
    Return a postcode as it is compared: letters and digits alone.

    Example:
        >>> code_key("sw1y 4jh"), code_key("01310-100")
        ('sw1y4jh', '01310100')
    """
    return folded(text).replace(" ", "")


def is_code(text: str) -> bool:
    """Return whether a text reads as the beginning of a postcode: it has a digit."""
    return any(letter.isdigit() for letter in text)


def readable(name: str) -> str:
    """
    Return a name as a letter is addressed; registers that write in capitals are calmed down.

    Example:
        >>> readable("VILA NOVA DE GAIA"), readable("L'ABSIE"), readable("McAllen")
        ('Vila Nova de Gaia', "L'Absie", 'McAllen')
    """
    plain = " ".join(name.removesuffix(", NULL").split())
    if not plain.isupper() or len(plain) < 3:
        return plain
    words = plain.title().split(" ")
    return " ".join(
        word.lower() if at and word.lower() in _SMALL_WORDS else word
        for at, word in enumerate(words)
    )
