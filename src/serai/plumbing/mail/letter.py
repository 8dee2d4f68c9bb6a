"""What is said to one address, and how it looks as an Internet message."""

import re
from base64 import encodebytes
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, formataddr, make_msgid, parseaddr
from functools import lru_cache

from serai.kernel.ids import uuid7

_LINE = 66
"""Signs of a header that fit on one line beside its name."""
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class Letter:
    """
    A letter to one address.

    `text` is always there; `html` is the same in HTML, or empty. `locale` names the language, such as
    "de-AT". A `key` (letters, digits, `.`, `_`, `-`), where the sender has one, marks the same letter
    sent again after a crash.

    Raises:
        ValueError: a line break or another control character in a header, or an unfit key.
    """

    to: str
    subject: str
    text: str
    html: str = ""
    locale: str = "en"
    key: str = ""

    def __post_init__(self) -> None:
        if not (self.to + self.subject + self.locale).isprintable():
            raise ValueError("A header of a letter holds no control characters.")
        if self.key and not _KEY.fullmatch(self.key):
            raise ValueError("The key of a letter is made of letters, digits, dots and dashes.")

    def __repr__(self) -> str:
        """Name nobody: letters meet logs and stack traces."""
        return f"Letter(key={self.key!r})"


def message_of(letter: Letter, *, sender: str, now: datetime) -> bytes:
    """
    Return the letter as an Internet message (RFC 5322), text first, HTML as its alternative.

    Written line by line: the library's messages look at each header several times and take ten times as long
    for the same bytes. What is not ASCII in a header is an encoded word, and what is said is base64.
    """
    name, address = _parts(sender)
    domain = address.rpartition("@")[2]
    headers = {
        "From": formataddr((name, address)),
        "To": _header("To", letter.to),
        "Subject": _header("Subject", letter.subject),
        "Date": format_datetime(now),
        "Message-ID": f"<{letter.key}@{domain}>" if letter.key else make_msgid(domain=domain),
        "Auto-Submitted": "auto-generated",
        "Content-Language": _header("Content-Language", letter.locale),
        "MIME-Version": "1.0",
    }
    text = _part("plain", letter.text)
    if not letter.html:
        return _lines(headers) + text
    # Found in no part, as they are in base64.
    boundary = f"=_{uuid7().hex}"
    headers["Content-Type"] = f'multipart/alternative; boundary="{boundary}"'
    fence = f"--{boundary}".encode()
    both = [fence, text, fence, _part("html", letter.html), fence + b"--", b""]
    return _lines(headers) + b"\r\n" + b"\r\n".join(both)


def _part(kind: str, said: str) -> bytes:
    """Return the headers of what is said, an empty line, and itself."""
    headers = {
        "Content-Type": f'text/{kind}; charset="utf-8"',
        "Content-Transfer-Encoding": "base64",
    }
    return _lines(headers) + b"\r\n" + encodebytes(said.encode()).replace(b"\n", b"\r\n")


def _lines(headers: dict[str, str]) -> bytes:
    return "".join([f"{name}: {value}\r\n" for name, value in headers.items()]).encode("ascii")


def _header(name: str, text: str) -> str:
    if text.isascii() and len(text) <= _LINE:
        return text
    charset = "ascii" if text.isascii() else "utf-8"
    return Header(text, charset, header_name=name).encode(linesep="\r\n")


@lru_cache(maxsize=8)
def _parts(sender: str) -> tuple[str, str]:
    return parseaddr(sender)
