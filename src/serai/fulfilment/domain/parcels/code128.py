"""
Code 128: any ASCII text as bars; ISO/IEC 15417.

Each sign is six bars and spaces of one to four modules, eleven in all; digits go two to a sign. A GS1-128 begins
with the sign FNC1 and says what the number is in front of it: (00) for a parcel's.
"""

_WIDTHS = """
212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132
122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212
322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311
112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321
331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214
112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212
124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113
411311 113141 114131 311141 411131 211412 211214 211232 2331112
""".split()
_TO_C, _TO_B, _FNC1, _START_B, _START_C, _STOP = 99, 100, 102, 104, 105, 106
QUIET = 10
"""Modules that stay white on either side."""


def bars(text: str, *, gs1: bool = False) -> str:
    """
    Return a text as modules, "1" for black, without the quiet zones.

    Args:
        text: printable ASCII.
        gs1: begin with FNC1: the text is application identifiers and their values.

    Raises:
        ValueError: a sign is not printable ASCII, or there is none.
    """
    signs = _signs(text, gs1=gs1)
    checked = [*signs, _check(signs), _STOP]
    return "".join(
        ("1" if place % 2 == 0 else "0") * int(width)
        for sign in checked
        for place, width in enumerate(_WIDTHS[sign])
    )


def _signs(text: str, *, gs1: bool) -> list[int]:
    """Return the signs from the start to the last of the text: digits in pairs where that is shorter."""
    if not text or not (text.isascii() and text.isprintable()):
        raise ValueError(f"{text!r} is no printable ASCII text.")
    in_pairs = _digits_at(text, 0) >= (2 if len(text) == 2 else 4)
    signs = [_START_C if in_pairs else _START_B, *([_FNC1] if gs1 else [])]
    place = 0
    while place < len(text):
        run = _digits_at(text, place)
        if in_pairs and run >= 2:
            signs.append(int(text[place : place + 2]))
            place += 2
            continue
        if in_pairs:
            signs.append(_TO_B)
            in_pairs = False
        elif run >= 6 or (run >= 4 and place + run == len(text)):
            if run % 2:
                signs.append(ord(text[place]) - 32)
                place += 1
            signs.append(_TO_C)
            in_pairs = True
            continue
        signs.append(ord(text[place]) - 32)
        place += 1
    return signs


def _digits_at(text: str, place: int) -> int:
    run = 0
    while place + run < len(text) and text[place + run].isdigit():
        run += 1
    return run


def _check(signs: list[int]) -> int:
    first, *others = signs
    return (first + sum(place * sign for place, sign in enumerate(others, 1))) % 103
