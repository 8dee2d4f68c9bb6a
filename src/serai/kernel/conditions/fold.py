"""Capital and small letters as one, the same way in Python, PostgreSQL and DuckDB."""


def _pairs() -> tuple[str, str]:
    ranges = (range(0xC0, 0x180), range(0x370, 0x530))  # Latin, Greek, Cyrillic
    capitals = [
        chr(code)
        for span in ranges
        for code in span
        if len(chr(code).lower()) == 1 and chr(code).lower() != chr(code)
    ]
    return "".join(capitals), "".join(letter.lower() for letter in capitals)


CAPITALS, SMALLS = _pairs()
"""Letters outside ASCII, each at the place of its other form; what a database's `translate` takes."""
ASCII_CAPITALS, ASCII_SMALLS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
_TABLE = str.maketrans(ASCII_CAPITALS + CAPITALS, ASCII_SMALLS + SMALLS)


def fold(text: str) -> str:
    """Return `text` in small letters: one letter for one, whatever locale a machine has."""
    return text.translate(_TABLE)
