"""Texts as people and files bring them."""

import re
from typing import Any

from serai.catalog.domain.bad_value import BadValue

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,63}")
_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_SPACES = re.compile(r"\s+")


def one_line(value: Any, longest: int) -> str:
    """
    Return a text without line breaks, trimmed; `None` becomes empty.

    Raises:
        BadValue: not a text, too long, not valid Unicode, or with control characters.
    """
    text = _legible(value, longest)
    return text if text.isprintable() else _SPACES.sub(" ", text).strip()


def many_lines(value: Any, longest: int) -> str:
    """
    Return a text that may have line breaks, trimmed; `None` becomes empty.

    Raises:
        BadValue: as for one line.
    """
    return _legible(value, longest)


def code(value: Any) -> str:
    """
    Return a merchant's code, such as a SKU: letters, digits and `. _ : + -`, at most 64.

    Raises:
        BadValue: it is something else.
    """
    text = str(value) if type(value) is int else value
    if not isinstance(text, str) or not _CODE.fullmatch(text := text.strip()):
        raise BadValue("Expected 1 to 64 letters, digits or . _ : + - and a letter or digit first.")
    return text


def locale(value: Any) -> str:
    """
    Return a language tag such as "he" or "pt-BR".

    Raises:
        BadValue: it is something else.
    """
    if not isinstance(value, str) or not _LOCALE.fullmatch(value):
        raise BadValue("Expected a language tag such as 'he' or 'pt-BR'.")
    return value


def truth(value: Any) -> bool:
    """
    Return yes or no, also from the words that files use for it.

    Raises:
        BadValue: it is something else.
    """
    found = value if isinstance(value, bool) else _TRUTHS.get(str(value).strip().casefold())
    if found is None:
        raise BadValue("Expected yes or no.")
    return found


def _legible(value: Any, longest: int) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadValue("Expected a text.")
    text = value.strip()
    if len(text) > longest:
        raise BadValue(f"At most {longest:,} characters; this has {len(text):,}.")
    if not text.isprintable():
        if _SURROGATE.search(text):
            raise BadValue("Not valid UTF-8.")
        if _CONTROL.search(text):
            raise BadValue("Control characters do not belong here.")
    return text
